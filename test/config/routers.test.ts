import { describe, expect, test } from 'vitest';
import { readConfig } from '../../src/config/read.ts';
import { defaultLimits } from '../../src/lib/limits.ts';
import { parseYaml } from '../../src/parse/index.ts';
import { rules } from './rules.ts';

async function read(text: string) {
  const source = { file: 'bgplint.yaml', text };
  const [document] = parseYaml(source, { limits: defaultLimits, wants: () => true }).documents;
  return readConfig(source, document?.value ?? null, rules);
}

describe('the inventory of routers', () => {
  test('has addresses and networks as canonical CIDRs, and numbers in both spellings', async () => {
    const found = await read(`routers:
  - { name: tor-a, address: 192.0.2.1, asNumber: 64601, nodeAsNumber: "1.10" }
  - { name: spines, address: [192.0.2.200/25, "2001:DB8:0::1"], asNumber: "64600" }
`);
    expect('config' in found && found.config.routers).toEqual([
      { name: 'tor-a', addresses: ['192.0.2.1/32'], as: 64601, nodeAs: 65546 },
      { name: 'spines', addresses: ['192.0.2.128/25', '2001:db8::1/128'], as: 64600 },
    ]);
  });

  test.each([
    ['address: tor-a', ['routers', 0, 'address'], 'neither an address nor a network'],
    ['address: [192.0.2.1, 192.0.2.300]', ['routers', 0, 'address', 1], 'neither an address nor a network'],
    ['address: 192.0.2.1, nodeAsNumber: 70000.1', ['routers', 0, 'nodeAsNumber'], 'AS number'],
    ['address: 192.0.2.1, nodeAsNumber: "70000.1"', ['routers', 0, 'nodeAsNumber'], 'AS number'],
    ['address: 192.0.2.1, as: 1', ['routers', 0, 'as'], 'asNumber'],
  ])('says what is wrong with %s', async (entry, path, words) => {
    const found = await read(`routers: [{ name: a, asNumber: 64512, ${entry} }]\n`);
    expect('errors' in found && found.errors.map((error) => error.path)).toEqual([path]);
    expect('errors' in found && found.errors[0]?.message).toContain(words);
  });
});

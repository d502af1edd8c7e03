import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { printConfig } from '../../src/config/print.ts';
import { defaultConfig, readConfig } from '../../src/config/read.ts';
import type { Config } from '../../src/model/config.ts';
import type { Json } from '../../src/model/document.ts';
import { rules } from './rules.ts';

async function config(value: Json): Promise<Config> {
  const result = await readConfig({ file: 'bgplint.yaml', text: '' }, value, rules);
  if ('errors' in result) throw new Error(JSON.stringify(result.errors));
  return result.config;
}

const full = {
  extends: 'strict',
  rules: { '@security': false, 'calico/*': { level: 'note' }, 'calico/full-mesh-too-large': { options: { nodes: 7 } } },
  exclude: ['vendor/', '**/*.tmp.yaml'],
  complete: true,
  clusters: [{ name: 'a: b # c', paths: ['a/'], metallb: { mode: 'frr' } }],
  limits: { depth: 300 },
  waivers: [
    { rule: 'calico/*', paths: ['**'], reason: 'line\nbreak, "quotes", \u202e and \x9b', expires: '2026-12-31' },
  ],
  calico: { version: '3.30' },
  terraform: { nodes: ['module.eks.aws_security_group.*'] },
  routers: [{ name: 'tor-a', address: ['192.0.2.1', '192.0.2.128/25'], asNumber: 64601, nodeAsNumber: '1.10' }],
};

test('the default config, with the level of every rule', async () => {
  expect(await printConfig(defaultConfig, rules)).toBe(`extends: "recommended" # default
rules: {} # default
exclude: [] # default
complete: false # default
clusters: [] # default
limits:
  yamlBytes: 67108864 # default
  jsonBytes: 268435456 # default
  documentBytes: 4194304 # default
  depth: 200 # default
  aliases: 10000 # default
  documents: 100000 # default
  findings: 100000 # default
waivers: [] # default
calico: {} # default
metallb: {} # default
cilium: {} # default
terraform: # default
  nodes: []
routers: [] # default

# Levels in force
#   calico/global-peer                warning (default)
#   calico/peer-without-password      error or note (default)
#   calico/duplicate-peer             error or warning (default)
#   calico/full-mesh-too-large        warning (default)
#   calico/peer-without-restart-time  off (default)
#   router/graceful-restart-missing   warning or note (default)
#   metallb/peer-without-password     error (default)
#   terraform/bgp-port-closed         error (enforced)
`);
});

test('says where a value comes from', async () => {
  const lines = (await printConfig(await config(full), rules, 'infra/bgplint.yaml')).split('\n');
  expect(lines).toContain('rules: # infra/bgplint.yaml');
  expect(lines).toContain('  depth: 300 # infra/bgplint.yaml');
  expect(lines).toContain('  aliases: 10000 # default');
  expect(lines).toContain('metallb: {} # default');
  expect(lines).toContain('#   metallb/peer-without-password     off (rules: @security)');
});

test('the levels of a profile, and what changes them', async () => {
  const said = { extends: 'correctness', rules: { 'metallb/*': 'error' } };
  const text = await printConfig(await config(said), rules, 'bgplint.yaml');
  expect(text).toMatch(/^extends: "correctness" # bgplint\.yaml$/m);
  expect(text).toMatch(/ calico\/peer-without-password +warning or note \(extends: correctness\)$/m);
  expect(text).toMatch(/ calico\/global-peer +warning \(default\)$/m);
  expect(text).toMatch(/ metallb\/peer-without-password +error \(rules: metallb\/\*\)$/m);
  const strict = await printConfig(await config({ extends: 'strict' }), rules);
  expect(strict).toMatch(/ router\/graceful-restart-missing +error or note \(extends: strict\)$/m);
  expect(strict).toMatch(/ calico\/peer-without-restart-time +warning \(extends: strict\)$/m);
});

test('reads back as the same config, in either version of YAML', async () => {
  const before = await config(full);
  const text = await printConfig(before, rules, 'bgplint.yaml');
  for (const version of ['1.1', '1.2'] as const) {
    const after = await config(parse(text, { version }));
    const { limits: _, ...rest } = after;
    expect(rest).toEqual({ ...before, limits: undefined, rules: before.rules });
    expect(after.limits.depth).toBe(300);
  }
});

test('shows invisible characters and controls as escapes, in values and in the name of the file', async () => {
  const text = await printConfig(await config(full), rules, 'a\n\u001b[31mb.yaml');
  expect(text).toContain('\\u202e and \\u009b');
  expect(text).not.toMatch(/[\u202e\u009b\u001b]/);
  expect(text).toContain('rules: # a\\n\\x1b[31mb.yaml\n');
});

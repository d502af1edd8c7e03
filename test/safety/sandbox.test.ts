/** Secrets of every name, spelling and place, looked for in what the sandbox copies, shares, or shows beside the text itself. */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { Checker } from '../../src/browser/checker.ts';
import type { RuleExample } from '../../src/browser/protocol.ts';
import { policy, root, schemas } from '../support/run.ts';
import { others, type Plant, products } from './plants.ts';

const mark = 'Zq7M4RKx9W';

const pages = JSON.parse(readFileSync(`${root}/dist/pages.json`, 'utf8')) as { [id: string]: RuleExample };

/** What no rule reads, and what only half of it does. */
const further: readonly (readonly [file: string, text: string])[] = [
  ['x.env', `BGP_PASSWORD=${mark}\n`],
  ['notes.txt', `the bgp password is ${mark}\n`],
  [
    'router.conf',
    `router bgp 1\n neighbor 192.0.2.1 remote-as 2\nenable secret ${mark}\nsnmp-server community ${mark} RO\n`,
  ],
  ['junos.txt', `set protocols bgp group a authentication-key "${mark}"\n`],
  ['bgplint.yaml', `# password: ${mark}\ncomplete: true\n`],
  ['bgplint.yaml', `password: ${mark}\n`],
  ['a.yaml', `kind: BGPPeer\n password: ${mark}\n  x: [\n`],
  ['a.yaml', `kind: Foo\npassword: ${mark}\n`],
];

/** Which answers hold the secret, or do not warn of it. */
async function leaks(checker: Checker, { name, file, text }: Plant, id: number): Promise<readonly string[]> {
  const { findings, ...rest } = await checker.check(id, { files: [{ name: file, text }] });
  const masked = await checker.about('masked', { of: id });
  const fixed = await checker.about('fixed', { of: id });
  // The edits of a fix are made in the text, where the secret is.
  const told = findings.map(({ fix: _, ...finding }) => finding);
  const shown = { told, rest, masked: masked?.files, fixed: fixed?.files.map((one) => one.shown) };
  const found = Object.entries(shown).flatMap(([answer, value]) =>
    JSON.stringify(value).includes(mark) ? [`${answer} of ${name}`] : [],
  );
  return masked?.files.every(({ secret }) => secret) === true ? found : [...found, `no warning of ${name}`];
}

test('none is seen, and each is warned of', async () => {
  const checker = new Checker({ policy, schemas, texts: { pages }, today: () => '2026-11-21' });
  const plants = [
    ...[...products(mark)].filter((_, i) => i % 997 === 0),
    ...others(mark),
    ...further.map(([file, text]) => ({ name: text, file, text })),
  ];
  const found: string[] = [];
  for (const [i, plant] of plants.entries()) found.push(...(await leaks(checker, plant, i)));
  expect(found).toEqual([]);
});

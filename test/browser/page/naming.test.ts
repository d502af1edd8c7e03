import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { isMadeUp, nameFor } from '../../../src/browser/page/naming.ts';
import { root } from '../../support/run.ts';

test.each([
  ['clusters/amsterdam/calico.yaml', 'manifest.yaml'],
  ['clusters/amsterdam/tor-1.conf', 'router.conf'],
  ['terraform/plan.json', 'plan.json'],
  ['hosts/rules.v4', 'rules.v4'],
  ['bgplint.yaml', 'bgplint.yaml'],
])('%s', (file, name) => {
  expect(nameFor(readFileSync(join(root, 'examples', 'broken', file), 'utf8'))).toBe(name);
});

test.each([
  ['Calico process is running.\n\nIPv4 BGP status\n', 'status.txt'],
  ['table inet filter {\n', 'nftables.conf'],
  ['{"items": []}', 'pasted.json'],
  ['peer: 1\n', 'pasted.yaml'],
  ['nothing that is known', 'pasted.txt'],
  ['', 'pasted.txt'],
])('%j', (text, name) => {
  expect(nameFor(text)).toBe(name);
});

test('only names of the page are replaced', () => {
  expect(['untitled', 'untitled.yaml', 'untitled-2.yaml', 'untitled (2)'].every(isMadeUp)).toBe(true);
  expect(['a.yaml', 'my-untitled.yaml', 'untitled/a'].some(isMadeUp)).toBe(false);
});

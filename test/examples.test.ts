import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { pictured, picturedText } from '../scripts/picture.mjs';
import type { Finding } from '../src/model/finding.ts';
import { command, project } from './support/command.ts';
import { policy, root } from './support/run.ts';

describe('the examples', () => {
  test('broken breaks rules of every family, of every level and class', async () => {
    const { code, out } = await command(root, ['examples/broken', '--format', 'json']);
    expect(code).toBe(1);
    const findings: Finding[] = JSON.parse(out).findings;
    const broken = (of: (finding: Finding) => string) => [...new Set(findings.map(of))].sort();
    const family = (id: string) => id.slice(0, id.indexOf('/'));
    expect(broken(({ rule }) => family(rule))).toEqual([...new Set(policy.rules.map(({ id }) => family(id)))]);
    expect(broken(({ level }) => level)).toEqual(expect.arrayContaining(['error', 'warning']));
    expect(broken((finding) => finding.class)).toEqual(['availability', 'correctness', 'hygiene', 'security']);
  });

  test('fixed breaks none', async () => {
    const { code, out } = await command(root, ['examples/fixed', '--format', 'json']);
    expect(code).toBe(0);
    expect(JSON.parse(out).findings).toEqual([]);
    expect(JSON.parse(out).ledger).toMatchObject({ skipped: [], undecided: [] });
  });
});

test("the README's picture shows what a run prints, all of it", async () => {
  const { out } = await command(project({ [pictured.name]: picturedText(root) }), [pictured.name]);
  const readme = readFileSync(`${root}/README.md`, 'utf8');
  const [, name = ''] = /!\[[^\]]*\]\((.*?)\)/.exec(readme) ?? [];
  const svg = readFileSync(`${root}/${name}`, 'utf8');
  const texts = [...svg.matchAll(/<tspan[^>]*>(.*?)<\/tspan>/g)].map(([, text = '']) => text);
  const shown = texts.map((text) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&'));
  expect(shown.length).toBeGreaterThan(20);
  expect(shown[0]).toBe(`$ npx bgplint ${pictured.name}`);
  const [rest, ...pieces] = [out, ...shown.slice(1)];
  expect(pieces.reduce((left, piece) => left.replace(piece, ''), rest).trim()).toBe('');
});

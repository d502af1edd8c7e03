/**
 * What `vtysh -C` of FRR 8.4 refuses of a line about BGP, bgplint tells, and nothing that vtysh takes. `BGPLINT_DIFF_FRR` says how
 * many spoiled texts, `BGPLINT_SEED` which. Without vtysh nothing is compared.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Reader } from '../../../src/classify/router/frr/reader.ts';
import { routerLines } from '../../../src/lib/router/lines.ts';
import { random, spoiled, texts } from './texts.ts';

const count = Number(process.env['BGPLINT_DIFF_FRR'] ?? 1_000);
const seed = Number(process.env['BGPLINT_SEED'] ?? 20_261_129);

const folder = mkdtempSync(join(tmpdir(), 'bgplint-frr-'));
afterAll(() => rmSync(folder, { recursive: true }));

const hasVtysh = spawnSync('vtysh', ['-C', '-f', '/dev/null']).status === 0;

/** Numbers of lines, from 0, that vtysh refuses. */
function refusedBy(text: string): ReadonlySet<number> {
  const file = join(folder, 'frr.conf');
  writeFileSync(file, text);
  const { stdout, stderr } = spawnSync('vtysh', ['-C', '-f', file], { encoding: 'utf8' });
  return new Set([...`${stdout}${stderr}`.matchAll(/^line (\d+): /gm)].map(([, line]) => Number(line) - 1));
}

interface Told {
  /** Told as what vtysh refuses; the others are what bgpd refuses, and what that takes with it. */
  readonly sure: ReadonlySet<number>;
  readonly all: ReadonlySet<number>;
  /** From here on vtysh, which asks nobody here, is in another node than bgpd. */
  readonly until: number;
  /** Words that only later versions know. */
  readonly later: ReadonlySet<number>;
}

function toldOf(text: string): Told {
  const reader = new Reader();
  reader.read(routerLines(text));
  const sure = new Set<number>();
  const all = new Set<number>();
  for (const { line, taken, by } of reader.refusals.all)
    for (const one of [{ line, by }, ...taken]) {
      all.add(one.line.number);
      if (one.by === 'vtysh') sure.add(one.line.number);
    }
  const until = reader.refusals.all.find(({ isBlock }) => isBlock)?.line.number ?? Number.POSITIVE_INFINITY;
  return { sure, all, until, later: new Set(reader.laterLines.map(({ number }) => number)) };
}

/** A first word of which no command of BGP or its policies is: what it was nobody can tell. `prefix` is of segment routing's locators. */
const isSpoiled = (line: string) => /^\s*(?:no\s+)?(?:[^a-z\s]|p(?:refix)?\s)/.test(line);

/** What is not about BGP, and what nobody can tell: a word alone. */
const isOther = (line = '') =>
  isSpoiled(line) ||
  /^\s*(?:no\s+)?(?:hostn|\S+ version|frr|log|line|interface|int|debug|ipv?6? (?!pref|acc|as|com)|\S+$|!)/.test(line);

/** The lines in which both differ. */
function differences(text: string): readonly string[] {
  const theirs = refusedBy(text);
  const { sure, all, until, later } = toldOf(text);
  const lines = text.split('\n');
  return [
    ...[...theirs]
      .filter((n) => n < until && !all.has(n) && !later.has(n) && !isOther(lines[n]))
      .map((n) => `not told: ${lines[n]}`),
    ...[...sure].filter((n) => n < until && !theirs.has(n)).map((n) => `told: ${lines[n]}`),
  ];
}

test.runIf(hasVtysh)('vtysh takes the texts as they are', () => {
  for (const text of texts) expect(differences(text)).toEqual([]);
  for (const text of texts) expect([...refusedBy(text)]).toEqual([]);
});

test.runIf(hasVtysh)(`${count} spoiled texts are judged as vtysh does`, () => {
  const next = random(seed);
  const found: string[] = [];
  let refused = 0;
  for (let n = 0; n < count; n++) {
    const text = spoiled(texts[n % texts.length] ?? '', next);
    if (refusedBy(text).size > 0) refused++;
    for (const difference of differences(text)) found.push(`${n} ${difference}`);
  }
  expect(refused).toBeGreaterThan(count / 4);
  expect(found).toEqual([]);
});

const corpus = join(import.meta.dirname, '../../../../shared/corpus/router');

test.runIf(hasVtysh && existsSync(corpus))('real configurations are judged as vtysh does', () => {
  const files = readdirSync(corpus, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /\.(?:conf|golden)$/.test(file),
  );
  const found = files.flatMap((file) =>
    differences(readFileSync(join(corpus, file), 'utf8')).map((difference) => `${file} ${difference}`),
  );
  expect(files.length).toBeGreaterThan(0);
  expect(found).toEqual([]);
});

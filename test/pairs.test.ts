/** What a rule's page shows, `bad-example` and `ok-example`, is one example before and after. rules.test.ts checks both. */
import { describe, expect, test } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { lacking, type Pair, pairOf } from '../scripts/pairs.mjs';
import { ids } from './support/fixtures.ts';
import { root } from './support/run.ts';

interface Named {
  readonly kind: string;
  readonly name: string;
}

describe.each(ids())('%s', (rule) => {
  const pair = pairOf(root, rule);

  test('has bad-example and ok-example, which differ', () => {
    expect(lacking(root, rule)).toBeUndefined();
    expect(pair?.fixed).not.toEqual(pair?.flagged);
  });

  test.skipIf(pair === undefined)('fixes the same objects', () => {
    const { flagged, fixed } = pair as Pair;
    const after = objects(fixed);
    const gone = objects(flagged).filter(
      ({ kind, name }) => !after.some((one) => one.kind === kind && one.name === name),
    );
    // The fault may be in one object's name, or be that it is there.
    expect(gone.length).toBeLessThanOrEqual(1);
  });

  test.skipIf(pair === undefined)('fixes by few lines', () => {
    const { flagged, fixed } = pair as Pair;
    const left = fixed.flatMap(({ text }) => text.split('\n'));
    const changed = flagged.flatMap(({ text }) => text.split('\n')).filter((line) => !take(left, line));
    expect(changed.length).toBeLessThanOrEqual(15);
  });
});

/** Removes the line where it is there. */
function take(lines: string[], line: string): boolean {
  const at = lines.indexOf(line);
  if (at >= 0) lines.splice(at, 1);
  return at >= 0;
}

/** Kind and name of the objects in these files; what has none, or cannot be parsed, is left out. */
function objects(files: Pair['flagged']): Named[] {
  return files.flatMap(({ text }) =>
    parseAllDocuments(text, { logLevel: 'silent', uniqueKeys: false }).flatMap((document) => {
      const kind = document.getIn(['kind']);
      const name = document.getIn(['metadata', 'name']);
      return typeof kind === 'string' && typeof name === 'string' ? [{ kind, name }] : [];
    }),
  );
}

import { describe, expect, test } from 'vitest';
import type { Candidate } from '../../../src/discover/types.ts';
import { defaultLimits } from '../../../src/lib/limits.ts';
import type { Look, Spent, Told } from '../../../src/lint/kept.ts';
import { mostForeign } from '../../../src/lint/scan.ts';
import { type Remembered, remembering } from '../../../src/project/live/looks.ts';
import { memory } from '../../support/memory.ts';

const candidate: Candidate = { file: 'a/f.yaml', path: '/r/a/f.yaml', kind: 'yaml', explicit: false };
const text = { file: 'a/f.yaml', text: 'kind: BGPPeer', kind: 'yaml' as const };

/** What is told, in words. */
function listener(): { readonly told: string[]; readonly to: Told } {
  const told: string[] = [];
  const to: Told = {
    problem: ({ kind }) => void told.push(`problem ${kind}`),
    skip: (file, reason) => void told.push(`skip ${file} ${reason}`),
    foreign: (file, reason) => void told.push(`foreign ${file} ${reason}`),
    unread: (file, form) => void told.push(`unread ${file} ${form}`),
    template: (one, reason) => void told.push(`template ${one.file} ${reason}`),
    subject: (one, otherwise) => void told.push(`subject ${one.file} ${otherwise}`),
  };
  return { told, to };
}

/** Looks one after the other, each with what was spent before; answers how often the file itself was looked at. */
function looks(
  look: Look,
  ...rounds: readonly { readonly spent?: Partial<Spent>; readonly as?: Partial<Candidate> }[]
) {
  const kept: Remembered = {};
  let count = 0;
  const remembered = remembering(
    (...given) => {
      count++;
      return look(...given);
    },
    () => kept,
  );
  return rounds.map(({ spent = {}, as = {} }) => {
    const shared: Spent = { text: 0, rules: new Set(), ...spent };
    const { told, to } = listener();
    const context = remembered(memory({}), { ...candidate, ...as }, to, { limits: defaultLimits, spent: shared });
    return { told, context, spent: shared.text, rules: [...shared.rules], count };
  });
}

/** Of a text without BGP that is looked into for firewalls while that is cheap. */
const foreign: Look = (_, { file }, to, { spent }) => {
  spent.text += 1000;
  if (spent.text <= mostForeign) to.foreign(file, 'a firewall');
  return undefined;
};

describe('a look that remembers', () => {
  test('tells the same again, and answers the same', () => {
    const context = { file: 'a/f.yaml', path: '/r/a/f.yaml', kind: 'yaml' as const };
    const [first, second] = looks(
      (_, { file }, to) => {
        to.unread(file, 'a form');
        to.subject(text, 'or not');
        to.template(text, 'a template');
        return context;
      },
      {},
      {},
    );
    expect(first?.told).toEqual(['unread a/f.yaml a form', 'subject a/f.yaml or not', 'template a/f.yaml a template']);
    expect(second).toEqual(first);
  });

  test('uses up what it used up', () => {
    const [first, second] = looks(foreign, {}, { spent: { text: 500 } });
    expect([first?.spent, second?.spent, second?.count]).toEqual([1000, 1500, 1]);
  });

  test('looks again where others have used up more, or less', () => {
    const [first, second, third] = looks(foreign, {}, { spent: { text: mostForeign } }, {});
    expect([first?.told.length, second?.told.length, third?.told.length]).toEqual([1, 0, 1]);
    expect(third?.count).toBe(3);
  });

  test('looks again where the file counts as something else', () => {
    const kinds: Look = (_, { kind, explicit, lenient }, to) => {
      to.unread(kind, `${explicit} ${lenient}`);
      return undefined;
    };
    const found = looks(kinds, {}, { as: { kind: 'template' } }, { as: { explicit: true } }, { as: { lenient: true } });
    expect(found.map(({ told }) => told.join())).toEqual([
      'unread yaml false undefined',
      'unread template false undefined',
      'unread yaml true undefined',
      'unread yaml false true',
    ]);
  });

  test('looks for rules of Prometheus in one file of a folder', () => {
    const alerts: Look = (_, { file, path }, __, { spent }) => {
      spent.text += 10;
      if (spent.rules.has('a')) return undefined;
      spent.rules.add('a');
      return { file, path, kind: 'yaml', rules: true };
    };
    const [first, again, behind, alone] = looks(alerts, {}, {}, { spent: { rules: new Set(['a']) } }, {});
    expect([first?.context?.rules, again?.context?.rules, again?.rules, again?.count]).toEqual([true, true, ['a'], 1]);
    expect(behind?.context).toBeUndefined();
    expect(alone?.context?.rules).toBe(true);
  });

  test('remembers nothing of a file that could not be read', () => {
    const problem: Look = (_, { file }, to) => {
      to.problem({ kind: 'Unreadable', file, mark: null, detail: {} }, null);
      return undefined;
    };
    const skip: Look = (_, { file }, to) => {
      to.skip(file, 'it cannot be read');
      return undefined;
    };
    for (const look of [problem, skip]) expect(looks(look, {}, {}).map(({ count }) => count)).toEqual([1, 2]);
  });
});

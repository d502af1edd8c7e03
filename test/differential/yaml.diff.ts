/**
 * What kubectl reads in a text, bgplint reads; what kubectl refuses, bgplint refuses. Every difference has a reason and a
 * number here; one without fails. `BGPLINT_DIFF_TEXTS` says how many texts, `BGPLINT_SEED` which.
 */
import { isDeepStrictEqual } from 'node:util';
import { expect, test } from 'vitest';
import { isSubject } from '../../src/families/needles.ts';
import { isObject } from '../../src/lib/json.ts';
import type { Json } from '../../src/model/document.ts';
import { kubectl, ownReading, type Reading, readings } from './kubectl.ts';
import { texts } from './texts.ts';

const count = Number(process.env['BGPLINT_DIFF_TEXTS'] ?? 20_000);
const seed = Number(process.env['BGPLINT_SEED'] ?? 20_261_121);

interface Difference {
  readonly text: string;
  readonly theirs: Reading;
  readonly ours: Reading;
  /** What kubectl reads in the text before the place of our fault. */
  readonly before?: Reading;
}

/** True if both read the same documents and then end, or both refuse the next one. */
function agree({ theirs, ours }: Difference): boolean {
  return (
    isDeepStrictEqual(theirs.documents, ours.documents) && (theirs.error === undefined) === (ours.error === undefined)
  );
}

/** As many documents as both read are the same. */
function startAlike({ theirs, ours }: Difference): boolean {
  const both = Math.min(theirs.documents.length, ours.documents.length);
  return isDeepStrictEqual(theirs.documents.slice(0, both), ours.documents.slice(0, both));
}

/** We refuse what kubectl reads. */
const isRefused = (one: Difference) =>
  startAlike(one) &&
  one.ours.error !== undefined &&
  (one.theirs.error === undefined || one.theirs.documents.length > one.ours.documents.length);

/** We read what kubectl refuses. */
const isRead = (one: Difference) =>
  startAlike(one) && one.theirs.error !== undefined && one.ours.documents.length >= one.theirs.documents.length;

const says = ({ theirs }: Difference, error: RegExp) => error.test(theirs.error ?? '');
const refuses = (one: Difference, error: RegExp) => isRefused(one) && error.test(one.ours.error ?? '');

/** Values without what a cut, or a parser, changes at the ends of texts. */
function trimmed(documents: readonly Json[], ends: RegExp): Json[] {
  const trim = (text: string) => text.replaceAll(ends, '');
  return JSON.parse(JSON.stringify(documents), (_, value) => {
    if (typeof value === 'string') return trim(value);
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [trim(key), member]));
  });
}

/** kubectl reads no further than the end of a document's first value: what we call a fault is behind it. */
function isBehindValue({ theirs, ours, before }: Difference): boolean {
  if (before === undefined || before.documents.length < ours.documents.length) return false;
  // A cut behind a block scalar adds a line end to it.
  const [cut, whole] = [before, theirs].map(({ documents }) => trimmed(documents, /\n+$/g));
  return isDeepStrictEqual(cut, whole?.slice(0, cut?.length));
}

/** As many documents as both read are the same but for characters, and differ in these. */
function alikeBut(one: Difference, characters: RegExp): boolean {
  if (startAlike(one)) return false;
  const { theirs, ours } = one;
  const both = Math.min(theirs.documents.length, ours.documents.length);
  const [a, b] = [theirs, ours].map(({ documents }) => trimmed(documents.slice(0, both), characters));
  const isWhole =
    theirs.documents.length === ours.documents.length || theirs.error !== undefined || ours.error !== undefined;
  return isWhole && isDeepStrictEqual(a, b);
}

const lineStart = String.raw`(?:^|[\n\r\x85\u2028\u2029])\ufeff?`;
const directive = new RegExp(`${lineStart}%`);
const lowBlock = new RegExp(`${lineStart} *[|>]`);
const lateMark = /[\n\r\x85\u2028\u2029]\ufeff/;
const escapedEnd = /\\(?:\r\n|[\n\r\x85\u2028\u2029])[ \t]*[\n\r\x85\u2028\u2029]/;
const endMarker = new RegExp(String.raw`${lineStart}\.\.\.`);

const reasons: readonly (readonly [reason: string, holds: (one: Difference) => boolean])[] = [
  [
    'refused: text behind the value of a document, which kubectl passes over in silence',
    (one) => isRefused(one) && isBehindValue(one),
  ],
  ['refused: a line separator in a folded block scalar, which nobody sees', (one) => refuses(one, /U\+2028/)],
  [
    'refused: marks between brackets that parsers read differently',
    (one) => refuses(one, /reads differently between brackets/),
  ],
  [
    'two carriage returns before a line feed, one of which kubectl takes away',
    (one) => one.text.includes('\r\r\n') && alikeBut(one, /[\n ]/g),
  ],
  [
    'text behind objects of JSON, of which no object comes',
    (one) =>
      /^[\s\x85]*\{/.test(one.text) &&
      isDeepStrictEqual(one.theirs.documents.filter(isObject), one.ours.documents.filter(isObject)),
  ],
  ['refused: JSON with text behind it, up to which kubectl reads', (one) => isRefused(one) && says(one, /^json: /)],
  ['refused: a name of an anchor that kubectl cuts', (one) => refuses(one, /ampersand/)],
  ['refused: brackets as a key, behind a tag', (one) => refuses(one, /mapping or list as a key/)],
  [
    'refused: a block scalar whose blank lines are deeper than its text',
    (one) => refuses(one, /indented less than its first line/),
  ],
  ['spaces in a text over lines between brackets', (one) => /[{[]/.test(one.text) && alikeBut(one, /\s/g)],
  ['bytes that are no text', (one) => one.text.includes('!!bin') && alikeBut(one, /\ufffd/g)],
  [
    'refused: an empty key with a tag',
    (one) => refuses(one, /key that is not a string/) && /![^\s]* *:/.test(one.text),
  ],
  ['refused: a tag that runs into its value', (one) => refuses(one, /whitespace is missing after a tag/)],
  [
    'refused: a block scalar that is indented no deeper than what holds it',
    (one) => isRefused(one) && lowBlock.test(one.text),
  ],
  ['both refuse the text, at different places', (one) => isRead(one) && one.ours.error !== undefined],
  [
    'kubectl refuses a part of the text that holds no value',
    (one) => says(one, /./) && isDeepStrictEqual(one.theirs.documents, one.ours.documents),
  ],
  [
    'read: a directive, which kubectl cuts off from its document and other tools take',
    (one) => isRead(one) && directive.test(one.text),
  ],
  [
    'read: a slash with a backslash, which YAML 1.2 and JSON know',
    (one) => isRead(one) && one.text.includes('\\/') && says(one, /unknown escape/),
  ],
  [
    'read: a tag or an anchor that is none, or runs into what follows',
    (one) =>
      isRead(one) &&
      says(
        one,
        /whitespace or line break|tag URI|alphabetic or numeric|expected '>'|escaped octet|entries are not allowed/,
      ),
  ],
  [
    'read: three dots with nothing before them, which kubectl refuses',
    (one) => isRead(one) && endMarker.test(one.text) && says(one, /expected node content|cannot start any token/),
  ],
  [
    'read: brackets at the start of a stream, which kubectl takes for JSON in texts of a few characters',
    (one) => isRead(one) && says(one, /^json: /),
  ],
  [
    'read: a tab behind the mark of a key',
    (one) => isRead(one) && /[:?][ ]*\t/.test(one.text) && says(one, /cannot start any token/),
  ],
  [
    'read: a key over several lines between brackets',
    (one) => isRead(one) && /[{[]/.test(one.text) && says(one, /expected ',' or '[}\]]'/),
  ],
  [
    'a byte order mark behind the start of a document, which to kubectl is part of a text: no object comes of it',
    (one) =>
      alikeBut(one, /\ufeff/g) ||
      (/.\ufeff/s.test(one.text) && (isRead(one) || isRefused(one))) ||
      (lateMark.test(one.text) && JSON.stringify(one.theirs.documents).includes('\ufeff')),
  ],
  [
    'refused: what JSON cannot hold, under a key that is there again',
    (one) => refuses(one, /infinite|key that is not a string/),
  ],
  ['a template', ({ ours }) => /template/.test(ours.error ?? '')],
  [
    'refused: quotes or brackets over lines with little indentation, with text behind the value',
    (one) => refuses(one, /never closed|not closed|must be on one line/),
  ],
  ['refused: a tag with brackets', (one) => refuses(one, /closing bracket/) && /![^\s]*[\]}]/.test(one.text)],
  [
    'read: a key in quotes over several lines',
    (one) => isRead(one) && says(one, /could not find expected ':'|mapping values are not allowed/),
  ],
  [
    'read: text behind the header of a block scalar, or behind a key',
    (one) => isRead(one) && says(one, /comment or line break|expected key/),
  ],
  [
    'a line end with a backslash before a blank line, which is no space to kubectl',
    (one) => escapedEnd.test(one.text) && alikeBut(one, /[\n ]/g),
  ],
  [
    'spaces at the end of a block scalar whose header tells its indentation',
    (one) => /[|>][-+]?[1-9]/.test(one.text) && (alikeBut(one, /\s+$/g) || says(one, /cannot decode/)),
  ],
];

const mute = (one: Difference) =>
  JSON.stringify(one).replace(/[^ -~]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);

function judge(differences: readonly Difference[]): void {
  const explained = new Map<string, number>();
  const unexplained: Difference[] = [];
  for (const one of differences) {
    const reason = reasons.find(([, holds]) => holds(one))?.[0];
    if (reason === undefined) unexplained.push(one);
    else explained.set(reason, (explained.get(reason) ?? 0) + 1);
  }
  for (const [reason, times] of explained) console.log(`  ${times} ${reason}`);
  unexplained.sort((a, b) => a.text.length - b.text.length);
  expect(unexplained.slice(0, Number(process.env['BGPLINT_SHOW'] ?? 20)).map(mute)).toEqual([]);
}

test.skipIf(kubectl === undefined)(`bgplint reads ${count} texts as kubectl, seed ${seed}`, () => {
  const all = [...texts(count, seed)];
  const theirs = readings(all);
  const compared = all.map((text, i): Difference => ({ text, theirs: theirs[i] as Reading, ours: ownReading(text) }));
  const differences = compared.filter((one) => !agree(one));
  const cuts = readings(differences.map(({ text, ours }) => text.slice(0, ours.at ?? text.length)));
  console.log(`${count} texts, seed ${seed}: ${count - differences.length} agreements`);
  // Enough of them are YAML at all.
  expect(compared.filter(({ theirs }) => theirs.error === undefined).length).toBeGreaterThan(count / 8);
  const named = compared.filter(({ theirs }) => JSON.stringify(theirs.documents).includes('BGPPeer'));
  expect(named.length, 'texts in which kubectl finds the kind').toBeGreaterThan(count / 100);
  expect(named.filter((one) => !isSubject(one.text, 'yaml')).map(mute), 'in which bgplint does not look').toEqual([]);
  judge(differences.map((one, i) => ({ ...one, ...(one.ours.at !== undefined && { before: cuts[i] as Reading }) })));
});

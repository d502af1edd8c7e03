/** The file of a baseline (schemas/baseline.json): findings that were there when bgplint came, one a line. */

import { isObject } from '../lib/json.ts';
import { compare } from '../lib/order.ts';
import { escapes } from '../lib/text.ts';
import type { Json, On, Path } from '../model/document.ts';

/** One accepted finding. It holds no message and no value: nothing secret. */
export interface BaselineEntry {
  /** What alone decides which finding it answers. */
  readonly fingerprint: string;
  /** The rule's id, or a name that it had when the entry was written. */
  readonly rule: string;
  /** Relative to the root that fingerprints count from, with forward slashes. */
  readonly file: string;
  /** `Kind/namespace/name` or an address, for people; '' where the finding is about a text. */
  readonly resource: string;
}

/** Why a baseline cannot be read: a clause that says what to do, and where it stands. */
interface BaselineFault {
  readonly path: Path;
  readonly on: On;
  readonly message: string;
}

const version = 1;

/** The size of a baseline in bytes: more than twice as many entries as a run may have findings. */
export const mostBaselineBytes = 64 * 1024 * 1024;

const members = ['fingerprint', 'rule', 'file', 'resource'] as const;

/** The entries of a baseline, as they stand; or its first fault. */
export function readBaseline(
  value: Json,
): { readonly entries: readonly BaselineEntry[] } | { readonly fault: BaselineFault } {
  const fault = faultOf(value);
  return fault === undefined
    ? { entries: (value as unknown as { findings: readonly BaselineEntry[] }).findings }
    : { fault };
}

/** By hand: a run would wait longer for a validator to be loaded than for all the rest of a baseline. */
function faultOf(value: Json): BaselineFault | undefined {
  if (!isObject(value)) return wrong([], 'it must be an object with `version` and `findings`');
  const { version: found, findings } = value;
  if (found === undefined) return wrong([], 'it has no `version`: add `"version": 1`', 'key');
  if (typeof found === 'number' && Number.isInteger(found) && found > version) {
    return wrong(['version'], `its version is ${found}, but this bgplint reads version ${version}: use a newer one`);
  }
  if (found !== version) return wrong(['version'], `\`version\` must be the number ${version}`);
  const unknown = Object.keys(value).find((key) => key !== 'version' && key !== 'findings');
  if (unknown !== undefined) return wrong([unknown], 'it may hold only `version` and `findings`: remove this', 'key');
  if (!Array.isArray(findings)) {
    return wrong(findings === undefined ? [] : ['findings'], '`findings` must be a list of entries');
  }
  for (const [index, entry] of findings.entries()) {
    const fault = entryFault(entry, index);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function entryFault(entry: Json, index: number): BaselineFault | undefined {
  const path = ['findings', index];
  if (!isObject(entry)) return wrong(path, 'an entry must be an object');
  for (const name of members) {
    const member = entry[name];
    if (member === undefined)
      return wrong(path, `this entry has no \`${name}\`: remove the entry, and let --update-baseline write it again`);
    if (typeof member !== 'string') return wrong([...path, name], `\`${name}\` must be a string`);
  }
  // Four are there: more keys than that are too many.
  const keys = Object.keys(entry);
  const unknown = keys.length > members.length ? keys.find((key) => !isMember(key)) : undefined;
  if (unknown !== undefined) return wrong([...path, unknown], 'an entry has no such member: remove it', 'key');
  if (!/^[0-9a-f]{64}$/.test(entry['fingerprint'] as string)) {
    return wrong([...path, 'fingerprint'], '`fingerprint` must be 64 hexadecimal digits in lower case');
  }
  const empty = entry['rule'] === '' ? 'rule' : entry['file'] === '' ? 'file' : undefined;
  return empty === undefined ? undefined : wrong([...path, empty], `\`${empty}\` must not be empty`);
}

function isMember(key: string): boolean {
  return (members as readonly string[]).includes(key);
}

function wrong(path: Path, message: string, on: On = 'value'): BaselineFault {
  return { path, on, message };
}

/**
 * The text of a baseline: sorted by file, rule and fingerprint, an entry a line, so that two branches that change
 * different findings can be merged. Characters that a terminal would obey stand as JSON's escapes.
 */
export function writeBaseline(entries: readonly BaselineEntry[]): string {
  const lines = [...entries].sort(byPlace).map(({ fingerprint, rule, file, resource }) =>
    // Member by member: the order is part of the format.
    JSON.stringify({ fingerprint, rule, file, resource }).replace(unsafe, escapes),
  );
  return `{"version":${version},"findings":[${lines.length === 0 ? '' : `\n${lines.join(',\n')}\n`}]}\n`;
}

function byPlace(a: BaselineEntry, b: BaselineEntry): number {
  return compare(a.file, b.file) || compare(a.rule, b.rule) || compare(a.fingerprint, b.fingerprint);
}

const unsafe = /[\x7f-\x9f]|[\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{NChar}]/gu;

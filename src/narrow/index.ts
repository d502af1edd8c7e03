/** Which findings are reported, where not all of them are asked for. */
import { isWithin } from '../lib/paths.ts';
import type { Finding, Place, Reach } from '../model/finding.ts';
import type { Ledger } from '../model/report.ts';
import { type Changes, changeOf, type FileChange, touches, type Where } from './changes.ts';

/** What to report on. A finding must satisfy all of it. */
export interface Narrowing {
  /** It touches what changed, in each of these comparisons. */
  readonly changes: readonly Changes[];
  /** A place that it speaks of is in one of the files or folders, of each of these lists. */
  readonly reportOn: readonly ReportOn[];
}

export interface ReportOn {
  /** Absolute, by each of their names. */
  readonly files: ReadonlySet<string>;
  readonly folders: readonly string[];
  /** So are the files whose path, relative to the working directory, starts with a dash. */
  readonly dashed: boolean;
}

export interface NarrowContext {
  /** By fingerprint. */
  readonly reach: ReadonlyMap<string, Reach>;
  /** Ids of enforced rules, whose findings are always reported. */
  readonly enforced: ReadonlySet<string>;
  where(file: string): Where;
  /** Fingerprints, one set for each comparison of `changes`: findings that came with the change, though they touch none of its lines. */
  readonly fresh?: readonly ReadonlySet<string>[];
}

export interface Narrowed {
  readonly reported: readonly Finding[];
  /** How many findings that nothing answered were left out. */
  readonly elsewhere: Ledger['elsewhere'];
}

/** The findings to report, in their order, and how many others there are. */
export function narrow(findings: readonly Finding[], narrowing: Narrowing, context: NarrowContext): Narrowed {
  const is = { ...context, where: remembered(context.where) };
  const tests = [
    ...narrowing.changes.map((changes, i): Test => {
      const touched = isChanged(changes, is);
      return (finding, places) => context.fresh?.[i]?.has(finding.fingerprint) === true || touched(finding, places);
    }),
    ...narrowing.reportOn.map((list) => isAmong(list, is)),
  ];
  const reported: Finding[] = [];
  const elsewhere = { error: 0, warning: 0, note: 0 };
  for (const finding of findings) {
    const places = placesOf(finding, context.reach);
    if (context.enforced.has(finding.rule) || tests.every((test) => test(finding, places))) reported.push(finding);
    else if (finding.suppressed === null) elsewhere[finding.level]++;
  }
  return { reported, elsewhere };
}

/** The findings that touch no line of a change, suppressed and enforced ones among them. */
export function untouched(
  findings: readonly Finding[],
  changes: Changes,
  context: Pick<NarrowContext, 'reach' | 'where'>,
): readonly Finding[] {
  const touched = isChanged(changes, { ...context, where: remembered(context.where) });
  return findings.filter((finding) => !touched(finding, placesOf(finding, context.reach)));
}

type Test = (finding: Finding, places: readonly Place[]) => boolean;

function isChanged(changes: Changes, { reach, where }: Pick<NarrowContext, 'reach' | 'where'>): Test {
  const cache = new Map<string, FileChange | undefined>();
  const changed = (file: string) => {
    if (!cache.has(file)) cache.set(file, changeOf(changes, where(file)));
    return cache.get(file);
  };
  return ({ fingerprint }, places) =>
    (changes.removed && reach.get(fingerprint)?.nowhere === true) ||
    places.some(({ file, lines }) => touches(changed(file), lines));
}

function isAmong({ files, folders, dashed }: ReportOn, { where }: NarrowContext): Test {
  const holds = (path: string | undefined) =>
    path !== undefined && (files.has(path) || folders.some((folder) => isWithin(folder, path)));
  return (_, places) =>
    places.some(({ file }) => {
      const { named, real } = where(file);
      return holds(real) || holds(named) || (dashed && file.startsWith('-'));
    });
}

function placesOf(finding: Finding, reach: NarrowContext['reach']): readonly Place[] {
  const shown = [finding, ...finding.related].map(({ file, range }) => ({
    file,
    lines: range === null ? null : { first: range.startLine, last: Math.max(range.startLine, lastLine(range)) },
  }));
  return [...shown, ...(reach.get(finding.fingerprint)?.places ?? [])];
}

/** A range that ends before the first column of a line does not reach into it. */
function lastLine({ endLine, endColumn }: { readonly endLine: number; readonly endColumn: number }): number {
  return endColumn === 1 ? endLine - 1 : endLine;
}

function remembered(where: (file: string) => Where): (file: string) => Where {
  const cache = new Map<string, Where>();
  return (file) => {
    const place = cache.get(file) ?? where(file);
    cache.set(file, place);
    return place;
  };
}

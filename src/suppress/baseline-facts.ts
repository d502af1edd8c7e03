/** What is wrong with a baseline's entries, as facts: one for all that have the same fault. */
import { clip } from '../lib/text.ts';
import type { BaselineMatches, Standing } from './baseline-matches.ts';
import type { Coverage } from './coverage.ts';
import type { RuleNames } from './rule-names.ts';
import { longestId, type SuppressionContext, type SuppressionFact } from './types.ts';

/** The most entries that one fact points at: nobody reads as many as a baseline may have. */
const mostPlaces = 5;

/** The most names of rules that do not exist, of which each is told. A file with more was written for something else. */
const mostUnknown = 20;

interface Group {
  readonly is: Standing;
  readonly rule: string;
  count: number;
  /** Of the first few. */
  readonly places: { readonly index: number; readonly rule: string }[];
}

/**
 * A fact for each rule that is not there, for each that is enforced, and one for all entries whose finding is gone. A run
 * that changes the baseline leaves all of them out of it: nothing is to be told.
 */
export function baselineFacts(
  matches: BaselineMatches,
  { baseline }: SuppressionContext,
  ruleNames: RuleNames,
  coverage: Coverage,
): readonly SuppressionFact[] {
  if (baseline?.document === undefined || baseline.change !== undefined) return [];
  const { document } = baseline;
  const groups = grouped(matches.standings(coverage));
  const wanted = groups.flatMap(({ places }) => places);
  const spans = document.locate(wanted.map(({ index }) => ({ path: ['findings', index, 'rule'], on: 'value' })));
  const marks = new Map(wanted.map((place, i) => [place, spans[i] ?? null]));
  return groups.map(({ is, rule, count, places }) => {
    const [mark = null, ...further] = places.map((place) => marks.get(place) ?? null);
    return {
      file: document.source.file,
      mark,
      by: 'baseline',
      rule: clip(rule, longestId),
      reason: baseline.file,
      dash: '',
      known: is !== 'unknown',
      nearest: is === 'unknown' ? ruleNames.suggestion(rule) : '',
      enforced: is === 'enforced',
      used: false,
      expired: false,
      expires: '',
      unused: is === 'stale',
      count,
      further: further.map((other, i) => ({ mark: other, rule: clip(places[i + 1]?.rule ?? '', longestId) })),
    };
  });
}

function grouped(standings: ReturnType<BaselineMatches['standings']>): readonly Group[] {
  const groups = new Map<string, Group>();
  let unknown = 0;
  for (const { index, entry, is } of standings) {
    if (is === 'used' || is === 'unseen') continue;
    const { rule } = entry;
    const key = is === 'stale' ? is : `${is} ${rule}`;
    let group = groups.get(key);
    if (group === undefined) {
      if (is === 'unknown' && ++unknown > mostUnknown) continue;
      group = { is, rule, count: 0, places: [] };
      groups.set(key, group);
    }
    group.count++;
    if (group.places.length < mostPlaces) group.places.push({ index, rule });
  }
  return [...groups.values()];
}

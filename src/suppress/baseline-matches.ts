/** The entries of a baseline against the findings of a run. */
import { addTo, getOrMake } from '../lib/maps.ts';
import { resourceText } from '../lib/resource-name.ts';
import { clip } from '../lib/text.ts';
import type { Finding, Suppressed } from '../model/finding.ts';
import type { BaselineEntry } from './baseline.ts';
import type { Coverage } from './coverage.ts';
import type { RuleNames } from './rule-names.ts';
import type { ChangedBaseline, Judged, SuppressionContext } from './types.ts';

/** A resource's name is for people: what is longer is cut. */
const longestResource = 200;

/**
 * What an entry is worth. `used`: it answers a finding. `stale`: its finding is gone. `unseen`: this run cannot tell. One
 * of an `unknown` or an `enforced` rule has no effect.
 */
export type Standing = 'used' | 'stale' | 'unseen' | 'unknown' | 'enforced';

/**
 * An entry answers the one finding that has its fingerprint, and only if rule, file and resource are what the entry tells
 * the people who review it. A rule that was renamed keeps its entries: they are looked for under its aliases.
 */
export class BaselineMatches {
  readonly #baseline: NonNullable<SuppressionContext['baseline']>;
  readonly #ruleNames: RuleNames;
  readonly #entries = new Map<string, BaselineEntry[]>();
  /** Aliases that the entries name, by the rule's id. */
  readonly #aliases = new Map<string, Set<string>>();
  readonly #used = new Set<BaselineEntry>();
  /** What an update would write of the findings so far, by fingerprint. */
  readonly #found = new Map<string, BaselineEntry>();
  readonly #reason: string;
  #added = 0;

  constructor(baseline: NonNullable<SuppressionContext['baseline']>, ruleNames: RuleNames) {
    this.#baseline = baseline;
    this.#ruleNames = ruleNames;
    this.#reason = `accepted in ${baseline.file}`;
    for (const entry of baseline.entries) {
      getOrMake(this.#entries, entry.fingerprint, () => []).push(entry);
      const rule = ruleNames.rule(entry.rule);
      if (rule !== undefined && rule.id !== entry.rule) addTo(this.#aliases, rule.id, entry.rule);
    }
  }

  /**
   * How the baseline answers a finding, of a rule that is not enforced; null if it does not. In an update it takes in a
   * finding that is open: nothing narrower answers it.
   */
  answer(judged: Judged, isOpen: boolean): Suppressed | null {
    const candidates = this.#candidates(judged);
    const takesIn = isOpen && this.#baseline.change === 'update';
    if (candidates.length === 0 && !takesIn) return null;
    const fresh = this.#entryOf(judged.finding);
    const matching = candidates.filter(({ file, resource }) => file === fresh.file && resource === fresh.resource);
    const isNew = matching.length === 0;
    if (isNew && !takesIn) return null;
    for (const entry of matching) this.#used.add(entry);
    this.#found.set(fresh.fingerprint, fresh);
    if (isNew) this.#added++;
    return { by: 'baseline', reason: this.#reason };
  }

  /** The entries with the finding's rule and fingerprint, under any name of the rule. */
  #candidates({ finding, fingerprintAs }: Judged): readonly BaselineEntry[] {
    const under = (rule: string, fingerprint: string) =>
      (this.#entries.get(fingerprint) ?? []).filter((entry) => entry.rule === rule);
    const aliases = this.#aliases.get(finding.rule);
    const direct = under(finding.rule, finding.fingerprint);
    return aliases === undefined
      ? direct
      : [...direct, ...[...aliases].flatMap((alias) => under(alias, fingerprintAs(alias)))];
  }

  #entryOf({ fingerprint, rule, file, resource }: Finding): BaselineEntry {
    const name = resource === null ? '' : resourceText(resource);
    return { fingerprint, rule, file: this.#baseline.fromRoot(file), resource: clip(name, longestResource) };
  }

  /** What each entry is worth, in their order; after all findings were asked about. */
  standings(
    coverage: Coverage,
  ): readonly { readonly index: number; readonly entry: BaselineEntry; readonly is: Standing }[] {
    return this.#baseline.entries.map((entry, index) => ({ index, entry, is: this.#standing(entry, coverage) }));
  }

  #standing(entry: BaselineEntry, coverage: Coverage): Standing {
    if (this.#used.has(entry)) return 'used';
    const rule = this.#ruleNames.rule(entry.rule);
    if (rule === undefined) return 'unknown';
    if (rule.enforced) return 'enforced';
    return coverage.couldHaveFoundAgain(rule.id, entry.file) ? 'stale' : 'unseen';
  }

  /** The baseline as the run leaves it; undefined where the run leaves it alone. */
  changed(coverage: Coverage): ChangedBaseline | undefined {
    const { entries, document, change } = this.#baseline;
    if (change === undefined) return undefined;
    const all = this.standings(coverage);
    // By fingerprint: a merge may have left an entry twice.
    const standing = (...which: readonly Standing[]) =>
      all.filter(({ is }) => which.includes(is)).map(({ entry }) => [entry.fingerprint, entry] as const);
    const old = new Map(standing('used', 'unseen'));
    const next = change === 'update' ? new Map([...standing('unseen'), ...this.#found]) : old;
    const removed = entries.length - old.size;
    const isRenamed = [...next.keys()].some((fingerprint) => !old.has(fingerprint));
    return {
      entries: [...next.values()],
      added: this.#added,
      removed,
      differs: document === undefined || removed > 0 || isRenamed,
    };
  }
}

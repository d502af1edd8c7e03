/** One cause, one finding: what only follows from another finding becomes a further place of that one. */

import { getOrMake } from '../lib/maps.ts';
import { freezes, levels, rulesById } from '../lib/rules.ts';
import type { Located } from '../locate/index.ts';
import type { Path } from '../model/document.ts';
import type { Finding, Related } from '../model/finding.ts';
import type { RawFinding, Rule } from '../model/rule.ts';

/** By fingerprint: the findings that are consequences, and what each cause tells of its own. */
export interface Consequences {
  readonly folded: ReadonlySet<string>;
  readonly told: ReadonlyMap<string, readonly Related[]>;
}

/**
 * Which of the open findings follow from another one. A rule says so: with `explains`, where its fault shows again, or with
 * `follows`, which finding it would not be without. A finding stays by itself if its rule is enforced, if it is worse than
 * its cause, or if its cause was answered or is not told in this run (`--only`, `--skip`): then nobody would hear of it.
 */
export function consequencesOf(
  open: readonly Finding[],
  located: readonly Located[],
  rules: readonly Rule[],
  isTold: (rule: string) => boolean = () => true,
): Consequences {
  // Most runs have nothing of the kind.
  if (!located.some(({ raw }) => raw.explains !== undefined || raw.follows !== undefined)) return toldBy(new Map());
  const origins = new Map(located.map((one) => [one.finding.fingerprint, one.raw]));
  const found = open.flatMap((finding) => {
    const raw = origins.get(finding.fingerprint);
    return raw === undefined ? [] : [{ finding, raw }];
  });
  const explaining = found.filter(({ raw }) => raw.explains !== undefined);
  const following = found.filter(({ raw }) => raw.follows !== undefined);

  const byId = rulesById(rules);
  const mayFold = (one: Finding, cause: Finding) =>
    one.rule !== cause.rule &&
    isTold(cause.rule) &&
    byId.get(one.rule)?.enforced !== true &&
    gravity(one, byId) >= gravity(cause, byId);
  const causes = new Map<Finding, Finding>();
  const byPlace = new Map<string, Origin[]>();
  const byRule = new Map<string, Finding[]>();
  for (const one of found) {
    const { at } = one.raw;
    if ('mark' in at) continue;
    for (const key of prefixes(at.resource, at.path)) getOrMake(byPlace, key, () => []).push(one);
    getOrMake(byRule, `${one.raw.rule} ${at.resource}`, () => []).push(one.finding);
  }
  for (const { finding: cause, raw } of explaining) {
    for (const { resource, path } of raw.explains ?? []) {
      for (const { finding } of byPlace.get(keyOf(resource, path)) ?? []) {
        if (mayFold(finding, cause) && !causes.has(finding)) causes.set(finding, cause);
      }
    }
  }
  for (const { finding, raw } of following) {
    for (const { rule, resource } of raw.follows ?? []) {
      const cause = byRule.get(`${rule} ${resource}`)?.[0];
      if (cause !== undefined && mayFold(finding, cause) && !causes.has(finding)) causes.set(finding, cause);
    }
  }
  return toldBy(causes);
}

interface Origin {
  readonly finding: Finding;
  readonly raw: RawFinding;
}

/** The graver, the smaller. */
function gravity({ rule, variant, level }: Finding, rules: ReadonlyMap<string, Rule>): number {
  return freezes(rules.get(rule), variant) ? -1 : levels.indexOf(level);
}

/** Paths of objects are short; what is deeper than this explains nothing. */
const deepest = 20;

/** A place and all that it is in. */
function prefixes(resource: number, path: Path): readonly string[] {
  return path.length > deepest ? [] : path.map((_, i) => keyOf(resource, path.slice(0, i + 1)));
}

function keyOf(resource: number, path: Path): string {
  return `${resource} ${JSON.stringify(path)}`;
}

/** Only a finding that stands by itself can tell of others; two that would follow from one another stay as they are. */
function toldBy(causes: ReadonlyMap<Finding, Finding>): Consequences {
  const folded = new Set<string>();
  const told = new Map<string, Related[]>();
  for (const [finding, cause] of causes) {
    if (causes.has(cause)) continue;
    folded.add(finding.fingerprint);
    const { message, file, range } = finding;
    getOrMake(told, cause.fingerprint, () => []).push({
      message: `so ${message.replace(/; note only: .*$/s, '')}`,
      file,
      range,
    });
  }
  return { folded, told };
}

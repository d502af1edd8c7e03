/** The findings that were asked for, where not all were. */
import { enforcedIn } from '../lib/rules.ts';
import type { LocateContext, Located } from '../locate/index.ts';
import { reachOf } from '../locate/reach.ts';
import type { Finding, Reach } from '../model/finding.ts';
import { type Before, Comparison } from '../narrow/before.ts';
import type { Changes } from '../narrow/changes.ts';
import { type NarrowContext, type Narrowed, narrow, untouched } from '../narrow/index.ts';
import type { Placed } from './place.ts';
import type { Reading } from './read.ts';
import type { LintRequest, LintResult } from './request.ts';

/** The states before each of the changes, judged; undefined where nothing changed. Each is judged once, if it is asked for. */
export type Earlier = readonly (() => Promise<Before | undefined>)[];

/** The states before the changes, each judged by `lint` when it is first asked for. */
export function earlierOf(
  { narrow: narrowing }: LintRequest,
  { discovered }: Reading,
  lint: (request: LintRequest) => Promise<LintResult>,
): Earlier {
  const candidates = discovered.candidates.map(({ file }) => file);
  return (narrowing?.before ?? []).map((requestOf) => {
    let judged: Promise<Before | undefined> | undefined;
    const judge = async (): Promise<Before | undefined> => {
      const request = await requestOf(candidates);
      if (request === undefined) return undefined;
      const { report, identities, scan } = await lint({ ...request, select: undefined });
      const findings = report.findings.map((finding) => ({
        finding,
        identity: identities.get(finding.fingerprint) ?? '',
      }));
      return { findings, resources: scan.resources };
    };
    return () => {
      judged ??= judge();
      return judged;
    };
  });
}

const none = { error: 0, warning: 0, note: 0 };

/**
 * All of the findings, unless the request narrows them. `located` says where they come from. Only where open findings touch
 * no changed line it is asked whether they were there before.
 */
export async function narrowed(
  findings: readonly Finding[],
  located: readonly Located[],
  { narrow: narrowing, policy }: LintRequest,
  context: LocateContext,
  { earlier, sources }: { readonly earlier: Earlier; readonly sources: Placed['sources'] },
): Promise<Narrowed> {
  if (narrowing === undefined) return { reported: findings, elsewhere: none };
  const asked: NarrowContext = {
    reach: withSources(reachOf(located, context), sources),
    enforced: enforcedIn(policy.rules),
    where: narrowing.where,
  };
  const byLines = narrow(findings, narrowing, asked);
  const { error, warning, note } = byLines.elsewhere;
  if (error + warning + note === 0) return byLines;
  const fresh: ReadonlySet<string>[] = [];
  for (const [i, changes] of narrowing.changes.entries()) {
    const before = await earlier[i]?.();
    fresh.push(
      before === undefined ? new Set() : freshSince(before, changes, findings, located, { ...context, ...asked }),
    );
  }
  return narrow(findings, narrowing, { ...asked, fresh });
}

/** A finding of a plan rests on all of its block in the sources. */
function withSources(reach: ReadonlyMap<string, Reach>, sources: Placed['sources']): ReadonlyMap<string, Reach> {
  if (sources.size === 0) return reach;
  const all = new Map(reach);
  for (const [fingerprint, { place, related }] of sources) {
    const { places = [], nowhere = false } = reach.get(fingerprint) ?? {};
    const blocks = [place, ...related].flatMap((one) =>
      one === undefined ? [] : [{ file: one.file, lines: one.block }],
    );
    all.set(fingerprint, { places: [...places, ...blocks], nowhere });
  }
  return all;
}

/** Fingerprints of findings that touch no changed line, and that the state before did not have. */
function freshSince(
  before: Before,
  changes: Changes,
  findings: readonly Finding[],
  located: readonly Located[],
  context: LocateContext & NarrowContext,
): ReadonlySet<string> {
  const origins = new Map(located.map((one) => [one.finding.fingerprint, one]));
  const comparison = new Comparison(before);
  const left = untouched(findings, changes, context).flatMap((finding) => {
    const origin = origins.get(finding.fingerprint);
    return origin === undefined ? [] : [{ finding, identity: origin.identity, raw: origin.raw }];
  });
  const differing = new Set(left.filter(({ raw }) => comparison.differs(raw, context.resources)));
  const more = comparison.more(left.filter((one) => !differing.has(one)));
  return new Set([...differing, ...more].map(({ finding }) => finding.fingerprint));
}

/** What two parts of a run left out. */
export function both(one: Narrowed['elsewhere'], other: Narrowed['elsewhere']): Narrowed['elsewhere'] {
  return { error: one.error + other.error, warning: one.warning + other.warning, note: one.note + other.note };
}

/** What bgplint says of both ends of a pair. */
import { stringify } from 'yaml';
import type { Finding } from '../../../src/model/finding.ts';
import { policy } from '../../support/run.ts';
import { scanned } from '../../support/scan.ts';
import type { Pair } from './pair.ts';
import { pairOf, rulesOf } from './random-pair.ts';
import type { RecordedPair } from './recorded.ts';

/** They tell of what is asked of a sound session too: policies of passwords and of graceful restart. */
const policies = new Set([
  'router/neighbor-without-password',
  'router/graceful-restart-missing',
  'router/graceful-restart-disabled',
  'router/restart-timers',
  'session/graceful-restart-one-sided',
  'session/documentation-as-number',
  'session/reserved-as-number',
]);

const known = new Set(policy.rules.map(({ id }) => id));

/** Whether the pack has this rule. */
export const isKnown = (rule: string) => known.has(rule);

const ends = /^(router|session|status)\//;

export type Said = Pick<Finding, 'rule' | 'level' | 'file' | 'message'>;

/** Findings on the folder that holds the manifests and the router's file. */
export async function said(pair: Pair, more: Readonly<Record<string, string>> = {}): Promise<readonly Said[]> {
  const files = filesOf(pair);
  const { report } = await scanned({ ...files, ...more });
  return report.findings
    .filter(({ suppressed }) => suppressed === null)
    .map(({ rule, level, file, message }) => ({ rule, level, file, message }));
}

export function filesOf({ product, objects, router }: Pair): Record<string, string> {
  return {
    'bgplint.yaml': `complete: true\n${product === 'metallb' ? 'metallb: { mode: frr }\n' : ''}`,
    'cluster.yaml': objects.map((object) => stringify(object)).join('---\n'),
    'tor-a.conf': router,
  };
}

/** What says that a session does not come up, or that its routes do not. */
export const alarms = (findings: readonly Said[]) =>
  findings.filter(({ rule, level }) => level !== 'note' && ends.test(rule) && !policies.has(rule));

/** Where bgplint and the daemons differ about a pair; empty where they agree. */
export async function disagreement(pair: RecordedPair): Promise<string[]> {
  const findings = await said(pairOf(pair));
  const about = `seed ${pair.seed} (${pair.product}; ${pair.faults.join(', ') || 'nothing drawn to be wrong'})`;
  const list = (all: readonly Said[]) => all.map(({ rule, level }) => `${level} ${rule}`).join(', ') || 'nothing';
  const { sound, refused } = pair.outcome;
  const expected = pair.faults.flatMap(rulesOf).filter(isKnown);
  // A line that FRR refuses is told, whatever becomes of the session, and no other is.
  const loud = alarms(findings).filter(({ rule }) => rule !== 'router/syntax');
  const syntax = alarms(findings).some(({ rule }) => rule === 'router/syntax');
  const refusal = refused?.router ?? '';
  if (isKnown('router/syntax') && (syntax ? refusal === '' : unknownLine.test(refusal)))
    return [`${about}: FRR says ${JSON.stringify(refusal)}, and bgplint ${syntax ? '' : 'not '}router/syntax`];
  if (sound) {
    // What would fail if the other end dialed no more is a warning.
    const wrong = loud.filter(({ rule, level }) => !(level === 'warning' && expected.includes(rule)));
    return wrong.length === 0 ? [] : [`${about}: sound, and bgplint says ${list(wrong)}`];
  }
  // Of a fault that no rule of the pack tells, nothing is asked.
  if (expected.length === 0 && pair.faults.length > 0) return [];
  const explains = alarms(findings).some(({ rule }) => expected.length === 0 || expected.includes(rule));
  if (explains) return [];
  return [`${about}: not sound (${JSON.stringify(pair.outcome)}), and bgplint says ${list(findings)}`];
}

/** Of what is printed at a refused line, what is about its words: `Specify remote-as first` is about what stands before. */
const unknownLine = /% (Unknown command|Command incomplete|Ambiguous command)/;

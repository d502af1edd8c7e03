/** What bgplint says of both ends of a pair. */
import { stringify } from 'yaml';
import type { Finding } from '../../../src/model/finding.ts';
import { scanned } from '../../support/scan.ts';
import type { Pair } from './pair.ts';

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

const ends = /^(router|session|status)\//;

export type Said = Pick<Finding, 'rule' | 'level' | 'file' | 'message'>;

/** Findings of errors and warnings on the folder that holds the manifests and the router's file. */
export async function said(pair: Pair, more: Readonly<Record<string, string>> = {}): Promise<readonly Said[]> {
  const files = filesOf(pair);
  const { report } = await scanned({ ...files, ...more });
  return report.findings
    .filter(({ level, suppressed }) => level !== 'note' && suppressed === null)
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
  findings.filter(({ rule }) => ends.test(rule) && !policies.has(rule));

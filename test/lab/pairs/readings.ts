/** What daemons print in an experiment, kept as it was printed, and the rule that reads it. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Outputs } from './pair.ts';

export interface Reading {
  readonly rule: string;
  /** The experiment, by its rule and what is broken in it. */
  readonly of: string;
  readonly outputs: readonly string[];
}

const all = (end: 'node' | 'router') =>
  ['summary.txt', 'summary.json', 'neighbors.txt', 'neighbors.json'].map((name) => `${end}-${name}`);

export const readings: readonly Reading[] = [
  {
    rule: 'status/not-established',
    of: 'session/as-number-mismatch: metallb: the router has another AS',
    outputs: [...all('node'), ...all('router')],
  },
  {
    rule: 'status/not-established',
    of: 'session/as-number-mismatch: calico: the router has another AS',
    outputs: ['node-bird-protocols.txt', 'node-bird-protocols-all.txt', ...all('router')],
  },
  {
    rule: 'status/not-established',
    of: 'session/password-one-sided: they differ',
    outputs: ['node-bird-protocols.txt', ...all('router')],
  },
  {
    rule: 'status/not-established',
    of: 'session/ttl-security-one-sided: metallb: only the router has it',
    outputs: all('node'),
  },
  {
    rule: 'status/not-established',
    of: 'router/neighbor-shutdown: the neighbor is shut down',
    outputs: [...all('node'), ...all('router')],
  },
  {
    rule: 'status/not-established',
    of: 'router/prefix-limit: one prefix may come, and two do',
    outputs: all('router'),
  },
  {
    rule: 'status/no-peers',
    of: 'session/not-configured-on-router: its listen range holds other addresses',
    // Its JSON is `{}`, which may be anything's.
    outputs: ['router-summary.txt'],
  },
  {
    rule: 'status/policy-drops-routes',
    of: 'router/policy-missing: metallb: eBGP without a policy',
    outputs: all('router'),
  },
  {
    rule: 'status/graceful-restart-not-negotiated',
    of: 'router/graceful-restart-disabled: switched off for the whole process',
    outputs: ['node-neighbors.txt', 'node-neighbors.json'],
  },
];

const folder = new URL('recorded/outputs/', import.meta.url);

const file = (of: string, half: 'broken' | 'mended', output: string) =>
  new URL(`${of.replaceAll(/[^\w]+/g, '-')}/${half}-${output}`, folder);

/** Keeps what an experiment printed, if it is one of those. */
export function keep(of: string, half: 'broken' | 'mended', outputs: Outputs): void {
  const names = readings.filter((one) => one.of === of).flatMap((one) => one.outputs);
  for (const name of names) {
    const path = file(of, half, name);
    mkdirSync(new URL('.', path), { recursive: true });
    writeFileSync(path, outputs[name] ?? '');
  }
}

/** What was kept; `undefined` if nothing was. */
export function kept(of: string, half: 'broken' | 'mended', output: string): string | undefined {
  const path = file(of, half, output);
  return existsSync(path) ? readFileSync(path, 'utf8') : undefined;
}

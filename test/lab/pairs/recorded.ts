/** What the daemons did with each pair, kept: what bgplint says is compared with it where no daemon is. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { Outcome } from './pair.ts';
import type { RandomPair } from './random-pair.ts';

export interface RecordedPair extends RandomPair {
  readonly outcome: Outcome;
}

export interface RecordedExperiment {
  readonly rule: string;
  readonly what: string;
  readonly broken: Outcome;
  readonly mended: Outcome;
}

const file = (name: string) => new URL(`recorded/${name}.json`, import.meta.url);

function read<Item>(name: string): readonly Item[] {
  return existsSync(file(name)) ? JSON.parse(readFileSync(file(name), 'utf8')) : [];
}

/** One item a line: a run that does the same leaves the same lines. */
function write(name: string, items: readonly unknown[]): void {
  writeFileSync(file(name), `[\n${items.map((item) => JSON.stringify(item)).join(',\n')}\n]\n`);
}

export const recordedPairs = () => read<RecordedPair>('pairs');
export const recordedExperiments = () => read<RecordedExperiment>('experiments');
export const recordPairs = (pairs: readonly RecordedPair[]) => write('pairs', pairs);
export const recordExperiments = (all: readonly RecordedExperiment[]) => write('experiments', all);

/** `BGPLINT_LAB_WRITE=1 npm run lab -- pairs` keeps what the daemons do now. */
export const writes = process.env['BGPLINT_LAB_WRITE'] === '1';

/** The inputs of action.yml, as its steps pass them on: one environment variable each. */
import { Refusal } from '../project/refusal.ts';
import { type Runner, variable } from './runner.ts';

export type Choice = 'auto' | 'true' | 'false';

/** Empty is "not given" in every text. */
export interface Inputs {
  readonly paths: readonly string[];
  readonly config: string;
  readonly configFrom: 'head' | 'base';
  readonly failOn: string;
  readonly terraformDir: readonly string[];
  readonly changedOnly: Choice;
  readonly baseRef: string;
  readonly baseline: string;
  readonly sarifFile: string;
  readonly junitFile: string;
  readonly uploadSarif: Choice;
  readonly annotations: Choice;
  readonly summary: boolean;
  readonly workingDirectory: string;
  readonly args: readonly string[];
}

/** Reads them. An input that a workflow leaves empty has its default; a wrong word is refused. */
export function readInputs(runner: Pick<Runner, 'env'>): Inputs {
  // GitHub leaves required inputs and the words of an input to the action.
  const text = (name: string): string => variable(runner, variableOf(name)).trim();
  const lines = (name: string): readonly string[] =>
    text(name)
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '');
  const choice = <Word extends string>(name: string, ...words: readonly [Word, ...Word[]]): Word => {
    const given = text(name) || words[0];
    const word = words.find((word) => word === given);
    if (word !== undefined) return word;
    throw new Refusal(`The input ${name} is ${JSON.stringify(given)}: it must be ${listed(words)}.`);
  };
  const paths = lines('paths');
  if (paths.includes('-')) {
    throw new Refusal(
      'The input paths contains "-", but a step has no standard input: write ./- for a file of that name.',
    );
  }
  return {
    paths: paths.length === 0 ? ['.'] : paths,
    config: text('config'),
    configFrom: choice('config-from', 'head', 'base'),
    failOn: text('fail-on') || 'error',
    terraformDir: lines('terraform-dir'),
    changedOnly: choice('changed-only', 'auto', 'true', 'false'),
    baseRef: text('base-ref'),
    baseline: text('baseline'),
    sarifFile: text('sarif-file'),
    junitFile: text('junit-file'),
    uploadSarif: choice('upload-sarif', 'auto', 'true', 'false'),
    annotations: choice('annotations', 'auto', 'true', 'false'),
    summary: choice('summary', 'true', 'false') === 'true',
    workingDirectory: text('working-directory') || '.',
    args: lines('args'),
  };
}

/** `fail-on` → `BGPLINT_INPUT_FAIL_ON`. */
export function variableOf(input: string): string {
  return `BGPLINT_INPUT_${input.toUpperCase().replaceAll('-', '_')}`;
}

/** `head or base`, `auto, true or false`. */
function listed(words: readonly string[]): string {
  return `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`;
}

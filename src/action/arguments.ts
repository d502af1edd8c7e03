/** The command line that the inputs stand for. */
import { resolve } from 'node:path';
import type { Inputs } from './inputs.ts';
import { filesIn } from './outcome.ts';

/** Where the user's reports go; undefined: there is none. */
export interface Targets {
  readonly sarif?: string;
  readonly junit?: string;
}

/** The commits or refs that the command compares with; undefined: it does not. */
export interface Compared {
  readonly changedFrom?: string | undefined;
  readonly configFrom?: string | undefined;
  readonly loosenedFrom?: string | undefined;
}

/** A report into the user's file, or into ours where only an upload needs it. */
export function targetsOf(inputs: Inputs, cwd: string, folder: string): Targets {
  const { sarifFile, junitFile, uploadSarif } = inputs;
  return {
    ...(sarifFile !== ''
      ? { sarif: resolve(cwd, sarifFile) }
      : uploadSarif !== 'false'
        ? { sarif: filesIn(folder).sarif }
        : {}),
    ...(junitFile === '' ? {} : { junit: resolve(cwd, junitFile) }),
  };
}

/**
 * Values are joined to their option and paths follow `--`, so that none can be read as an option. The user's own
 * arguments come first: of an option that stands twice the last one holds.
 */
export function argumentsOf(inputs: Inputs, targets: Targets, folder: string, compared: Compared): string[] {
  const files = filesIn(folder);
  const option = (name: string, value: string | undefined): string[] =>
    value === undefined || value === '' ? [] : [`--${name}=${value}`];
  const output = (format: string, file: string | undefined): string[] =>
    file === undefined ? [] : [`--output=${format}=${file}`];
  return [
    ...inputs.args,
    '--format=pretty',
    ...option('fail-on', inputs.failOn),
    ...option('config', inputs.config),
    ...option('baseline', inputs.baseline),
    ...inputs.terraformDir.flatMap((dir) => option('terraform-dir', dir)),
    ...option('changed-from', compared.changedFrom),
    ...option('config-from', compared.configFrom),
    ...option('loosened-from', compared.loosenedFrom),
    ...output('json', files.report),
    ...output('sarif', targets.sarif),
    ...output('junit', targets.junit),
    ...output('github', inputs.annotations === 'false' ? undefined : files.annotations),
    ...output('markdown', inputs.summary ? files.summary : undefined),
    '--',
    ...inputs.paths,
  ];
}

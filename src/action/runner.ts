/** What the action sees of the machine that runs it. */

/** What running bgplint came to: its exit code, or null if it was ended from outside, and its standard error. */
export interface Ended {
  readonly code: number | null;
  readonly err: string;
}

/** A runner of GitHub Actions. Paths are absolute; those of `cwd` have forward slashes. */
export interface Runner {
  readonly env: { readonly [name: string]: string | undefined };
  readonly cwd: string;
  /** Writes to the job's log, where lines that start with `::` are commands. */
  print(text: string): void;
  /** Runs the command in a folder; its standard output goes into the log. */
  bgplint(cwd: string, args: readonly string[]): Promise<Ended>;
  /** What git prints, trimmed; undefined if it fails or is not there. */
  git(cwd: string, args: readonly string[]): Promise<string | undefined>;
}

/** Variables of the runner (https://docs.github.com/en/actions/reference/workflows-and-actions/variables). */
export function variable({ env }: Pick<Runner, 'env'>, name: string): string {
  return env[name] ?? '';
}

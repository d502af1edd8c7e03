/** What the action sees of the machine that runs it. */

/** What running bgplint came to: its exit code, or null if it was ended from outside, and its standard error. */
export interface Ended {
  readonly code: number | null;
  readonly err: string;
}

/** Commits of a clone. Throws a HostError where git cannot tell. */
export interface GitHistory {
  /** The id of the commit that a name means; undefined where the clone has none. */
  commitOf(name: string): Promise<string | undefined>;
  /** The best common ancestor of two commits, given by their ids; undefined where the clone has none. */
  mergeBase(one: string, other: string): Promise<string | undefined>;
}

/** A runner of GitHub Actions. Paths are absolute; those of `cwd` have forward slashes. */
export interface Runner {
  readonly env: { readonly [name: string]: string | undefined };
  readonly cwd: string;
  /** Writes to the job's log, where lines that start with `::` are commands. */
  print(text: string): void;
  /** Runs the command in a folder; its standard output goes into the log. */
  bgplint(cwd: string, args: readonly string[]): Promise<Ended>;
  /** What the clone in a folder knows of its commits; undefined where there is no git. */
  history(cwd: string): GitHistory | undefined;
}

/** Variables of the runner (https://docs.github.com/en/actions/reference/workflows-and-actions/variables). */
export function variable({ env }: Pick<Runner, 'env'>, name: string): string {
  return env[name] ?? '';
}

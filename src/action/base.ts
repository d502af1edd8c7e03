/** What a change is compared with. */
import { Refusal } from '../cli/world.ts';
import type { Inputs } from './inputs.ts';
import { type Runner, variable } from './runner.ts';

/** The commit or ref to compare with; none: everything is reported, and `why` says so where that was not asked for. */
export interface Base {
  readonly ref?: string;
  readonly why?: string;
}

/**
 * `auto` reports the change of a pull request only, where the clone has its base, and everything on other events.
 * `true` insists: without a base the job cannot be done.
 */
export async function baseOf(runner: Runner, cwd: string, { changedOnly, baseRef }: Inputs): Promise<Base> {
  if (changedOnly === 'false') return {};
  const event = variable(runner, 'GITHUB_EVENT_NAME');
  if (changedOnly === 'auto' && event !== 'pull_request') return {};
  const ref = baseRef || (await mergedInto(runner, cwd)) || variable(runner, 'BGPLINT_BASE_SHA');
  if (ref === '') {
    if (changedOnly === 'auto') return {};
    throw new Refusal(
      `The input changed-only is "true", and the event ${event || 'of this run'} has no base: give base-ref.`,
    );
  }
  if (changedOnly === 'true' || (await reachable(runner, cwd, ref))) return { ref };
  return {
    why: `The base of this pull request is not in the clone, so that everything is reported: give actions/checkout fetch-depth: 0.`,
  };
}

/**
 * actions/checkout takes the commit that GitHub made by merging the head into the base. Its first parent is the base as
 * it was merged; the event may name an older one, and what others merged since then would count as changed.
 */
async function mergedInto(runner: Runner, cwd: string): Promise<string> {
  const head = variable(runner, 'BGPLINT_HEAD_SHA');
  if (head === '' || (await commit(runner, cwd, 'HEAD^2')) !== head) return '';
  return (await commit(runner, cwd, 'HEAD^1')) ?? '';
}

async function reachable(runner: Runner, cwd: string, ref: string): Promise<boolean> {
  const sha = await commit(runner, cwd, ref);
  return sha !== undefined && (await runner.git(cwd, ['merge-base', sha, 'HEAD'])) !== undefined;
}

function commit(runner: Runner, cwd: string, ref: string): Promise<string | undefined> {
  return runner.git(cwd, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
}

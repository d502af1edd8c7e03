/** What a change is compared with. */
import { Refusal } from '../cli/world.ts';
import { HostError } from '../lib/host.ts';
import type { Inputs } from './inputs.ts';
import { type History, type Runner, variable } from './runner.ts';

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
  const history = runner.history(cwd);
  let missing = 'it is not in this clone: give actions/checkout fetch-depth: 0';
  try {
    const ref = baseRef || (await mergedInto(runner, history)) || variable(runner, 'BGPLINT_BASE_SHA');
    if (ref === '') {
      if (changedOnly === 'auto') return {};
      throw new Refusal(`The input changed-only is "true", and the event ${event} has no base: give base-ref.`);
    }
    // The command itself says what is wrong with a base that was insisted on.
    if (changedOnly === 'true' || (await reachable(history, ref))) return { ref };
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    missing = error.message;
  }
  return { why: `The base of this pull request is not known (${missing}), so that everything is reported.` };
}

/**
 * actions/checkout takes the commit that GitHub made by merging the head into the base. Its first parent is the base as
 * it was merged; the event may name an older one, and what others merged since then would count as changed.
 */
async function mergedInto(runner: Runner, history: History | undefined): Promise<string> {
  const head = variable(runner, 'BGPLINT_HEAD_SHA');
  if (head === '' || (await history?.commitOf('HEAD^2')) !== head) return '';
  return (await history?.commitOf('HEAD^1')) ?? '';
}

async function reachable(history: History | undefined, ref: string): Promise<boolean> {
  const [base, head] = [await history?.commitOf(ref), await history?.commitOf('HEAD')];
  return base !== undefined && head !== undefined && (await history?.mergeBase(head, base)) !== undefined;
}

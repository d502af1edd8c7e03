/** What a change is compared with. */
import { HostError } from '../lib/host.ts';
import { Refusal } from '../project/refusal.ts';
import type { Inputs } from './inputs.ts';
import { type GitHistory, type Runner, variable } from './runner.ts';

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
  let missing = 'it is not in this clone: set fetch-depth: 0 on actions/checkout';
  try {
    const ref = await refOf(runner, history, baseRef);
    if (ref === '') {
      if (changedOnly === 'auto') return {};
      throw new Refusal(`The input changed-only is "true", but the event ${event} has no base: give base-ref.`);
    }
    // The command itself says what is wrong with a base that was insisted on.
    if (changedOnly === 'true' || (await reachable(history, ref))) return { ref };
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    missing = error.message;
  }
  return { why: `The base of this pull request is unknown (${missing}), so everything is reported.` };
}

/** Whose settings hold, and since when it is told what a change of them loosens. */
export interface SettingsBase {
  readonly configFrom?: string;
  readonly loosenedFrom?: string;
  /** Why that cannot be told, where a pull request is checked. */
  readonly why?: string;
}

/**
 * Config, waivers and baseline come with what is checked, unless the base's are asked for. Where a pull request is checked
 * the command says what it loosens: by the base that it is compared with anyway, or by this one.
 */
export async function settingsOf(
  runner: Runner,
  cwd: string,
  { configFrom, baseRef }: Inputs,
  base: Base,
): Promise<SettingsBase> {
  const history = runner.history(cwd);
  const isAsked = configFrom === 'base';
  try {
    const ref = base.ref ?? (await refOf(runner, history, baseRef));
    // A push has no base: what was merged holds.
    if (ref === '') return {};
    if (isAsked && (await history?.commitOf(ref)) === undefined) throw new HostError('it is not in this clone');
    const isCompared = base.ref !== undefined;
    const loosened = isCompared || !(await reachable(history, ref)) ? {} : { loosenedFrom: ref };
    // That everything is reported for that reason has been said.
    const lacks = !isCompared && !('loosenedFrom' in loosened) && base.why === undefined;
    return {
      ...loosened,
      ...(isAsked ? { configFrom: ref } : {}),
      ...(lacks ? { why: 'its base is not in this clone: set fetch-depth: 0 on actions/checkout' } : {}),
    };
  } catch (error) {
    if (!(error instanceof HostError)) throw error;
    if (!isAsked) return { why: error.message };
    throw new Refusal(
      `The input config-from is "base", but the base is unknown (${error.message}): set fetch-depth: 0 on actions/checkout.`,
    );
  }
}

/** What a pull request is merged into, or what was given; '' where there is none. */
async function refOf(runner: Runner, history: GitHistory | undefined, baseRef: string): Promise<string> {
  return baseRef || (await mergedInto(runner, history)) || variable(runner, 'BGPLINT_BASE_SHA');
}

/**
 * actions/checkout takes the commit that GitHub made by merging the head into the base. Its first parent is the base as
 * it was merged; the event may name an older one, and what others merged since then would count as changed.
 */
async function mergedInto(runner: Runner, history: GitHistory | undefined): Promise<string> {
  const head = variable(runner, 'BGPLINT_HEAD_SHA');
  if (head === '' || (await history?.commitOf('HEAD^2')) !== head) return '';
  return (await history?.commitOf('HEAD^1')) ?? '';
}

async function reachable(history: GitHistory | undefined, ref: string): Promise<boolean> {
  const [base, head] = [await history?.commitOf(ref), await history?.commitOf('HEAD')];
  return base !== undefined && head !== undefined && (await history?.mergeBase(head, base)) !== undefined;
}

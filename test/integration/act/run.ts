/** Runs a workflow that uses the action with act, on this machine, without containers and without a network. */
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { root } from '../../support/run.ts';

export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly text: string;
  readonly properties: { readonly [name: string]: string };
  /** The step of the action that wrote it. */
  readonly step: string;
}

export interface Job {
  readonly succeeded: boolean;
  readonly annotations: readonly Annotation[];
  /** The summaries of all steps. */
  readonly summary: string;
  readonly outputs: { readonly [name: string]: string };
  /** What the steps printed, without colours. */
  readonly log: string;
  readonly upload: { readonly sarif: unknown; readonly checkoutPath: string; readonly category: string } | undefined;
  /** Text of a file that the workflow left in the folder `$BGPLINT_TEST_RESULTS`. */
  result(name: string): string | undefined;
}

export interface Setup {
  /** The repository. A folder with `.git` of its own is used as it is. */
  readonly folder: string;
  readonly event: 'push' | 'pull_request' | 'pull_request_target';
  readonly payload?: object;
  readonly inputs?: { readonly [name: string]: string };
  readonly env?: { readonly [name: string]: string };
  /** Steps after the action; they run in every case. */
  readonly after?: readonly object[];
}

const action = 'bgplint/bgplint@v0.1.0';
const checkout = 'actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1';

/** The action as a repository of its own: what GitHub fetches of it, without the tools that build it. */
const staged = mkdtempSync(join(tmpdir(), 'bgplint-action-'));
for (const part of ['action.yml', 'dist']) cpSync(join(root, part), join(staged, part), { recursive: true });
process.on('exit', () => rmSync(staged, { recursive: true, force: true }));

/** Runs the workflow as one job; `act` is the path of the binary. */
export function runAction(act: string, { folder, event, payload = {}, inputs = {}, env = {}, after = [] }: Setup): Job {
  const place = mkdtempSync(join(tmpdir(), 'bgplint-act-'));
  try {
    const results = join(place, 'results');
    mkdirSync(results);
    const workflow = join(place, 'workflow.yml');
    writeFileSync(workflow, workflowText(event, inputs, after));
    writeFileSync(join(place, 'event.json'), JSON.stringify(payload));
    const { stdout, stderr, error } = spawnSync(act, [event, ...flags(place, workflow)], {
      cwd: folder,
      encoding: 'utf8',
      maxBuffer: 1 << 28,
      env: { PATH: process.env['PATH'], HOME: place, NO_COLOR: '1', BGPLINT_TEST_RESULTS: results, ...env },
    });
    if (error !== undefined) throw error;
    return jobOf(stdout, stderr, results);
  } finally {
    rmSync(place, { recursive: true, force: true });
  }
}

function workflowText(event: string, inputs: Setup['inputs'], after: readonly object[]): string {
  const keep = {
    if: '${{ always() }}',
    env: { OUTPUTS: '${{ toJson(steps.bgplint.outputs) }}' },
    run: 'printf "%s" "$OUTPUTS" > "$BGPLINT_TEST_RESULTS/outputs.json"',
  };
  const steps = [{ uses: checkout }, { id: 'bgplint', uses: action, with: inputs }, ...after, keep];
  return stringify({ on: event, jobs: { bgp: { 'runs-on': 'ubuntu-latest', steps } } });
}

/** act fetches every action that is named, even one that no run uses: each has its stand-in. */
function flags(place: string, workflow: string): string[] {
  const upload = /github\/codeql-action\/upload-sarif@([0-9a-f]{40})/.exec(
    readFileSync(join(root, 'action.yml'), 'utf8'),
  );
  const standIns = join(root, 'test', 'integration', 'act');
  return [
    ...['--workflows', workflow, '--eventpath', join(place, 'event.json'), '--json', '--pull=false'],
    ...['--platform', 'ubuntu-latest=-self-hosted', '--no-cache-server'],
    ...['--local-repository', `${action}=${staged}`],
    ...['--local-repository', `${checkout}=${join(standIns, 'checkout')}`],
    ...['--local-repository', `github/codeql-action@${upload?.[1]}=${join(standIns, 'codeql-action')}`],
  ];
}

/** A line of act's log. */
interface Line {
  readonly msg?: string;
  readonly command?: string;
  readonly arg?: string;
  readonly content?: string;
  readonly kvPairs?: { readonly [name: string]: string };
  readonly raw_output?: boolean;
  readonly stepID?: readonly string[];
  readonly jobResult?: string;
}

function jobOf(stdout: string, stderr: string, results: string): Job {
  const lines = stdout
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line) as Line);
  const end = lines.find((line) => line.jobResult !== undefined);
  if (end === undefined) throw new Error(`act did not run the job:\n${stdout}\n${stderr}`);
  const kept = new Map(readdirSync(results).map((name) => [name, readFileSync(join(results, name), 'utf8')]));
  const result = (name: string): string | undefined => kept.get(name);
  return {
    succeeded: end.jobResult === 'success',
    annotations: lines.flatMap(annotationOf),
    summary: lines.flatMap((line) => (line.command === 'summary' ? [line.content ?? ''] : [])).join(''),
    outputs: JSON.parse(result('outputs.json') ?? '{}') as Job['outputs'],
    log: lines.flatMap((line) => (line.raw_output ? [line.msg ?? ''] : [])).join(''),
    upload: JSON.parse(result('upload.json') ?? 'null') ?? undefined,
    result,
  };
}

function annotationOf({ command, arg = '', kvPairs, stepID }: Line): readonly Annotation[] {
  if (command !== 'error' && command !== 'warning' && command !== 'notice') return [];
  return [{ level: command, text: arg, properties: kvPairs ?? {}, step: stepID?.[1] ?? '' }];
}

/** Runs git as nobody in particular, without the settings of who runs the tests. */
export function git(folder: string, ...args: readonly string[]): string {
  const who = ['-c', 'user.name=nobody', '-c', 'user.email=nobody@example.org', '-c', 'init.defaultBranch=main'];
  return execFileSync('git', [...who, ...args], {
    cwd: folder,
    encoding: 'utf8',
    env: { PATH: process.env['PATH'], GIT_CONFIG_NOSYSTEM: '1', GIT_CONFIG_GLOBAL: '/dev/null' },
  }).trim();
}

/** Writes files and commits them; the new commit. */
export function commit(folder: string, files: { readonly [name: string]: string }): string {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  if (!existsSync(join(folder, '.git'))) git(folder, 'init', '--quiet');
  git(folder, 'add', '--all');
  git(folder, 'commit', '--quiet', '--message', 'change');
  return git(folder, 'rev-parse', 'HEAD');
}

/**
 * A pull request as GitHub presents it: HEAD is the merge of its head into the base. Returns the event.
 */
export function pullRequest(
  folder: string,
  before: { readonly [name: string]: string },
  change: { readonly [name: string]: string },
): {
  readonly number: number;
  readonly pull_request: { readonly base: { sha: string }; readonly head: { sha: string } };
} {
  const base = commit(folder, before);
  git(folder, 'checkout', '--quiet', '-b', 'change');
  const head = commit(folder, change);
  git(folder, 'checkout', '--quiet', 'main');
  git(folder, 'merge', '--quiet', '--no-ff', '--message', 'merge', 'change');
  return { number: 1, pull_request: { base: { sha: base }, head: { sha: head } } };
}

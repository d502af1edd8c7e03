/** Looks at a repository: what is there already, and what a check of it finds. */

import { nodeFiles } from '../../host/files.ts';
import { kindAt } from '../../lib/files.ts';
import { HostError } from '../../lib/host.ts';
import type { LintResult } from '../../lint/request.ts';
import { toldBy } from '../../lint/told.ts';
import type { Finding } from '../../model/finding.ts';
import type { Rule } from '../../model/rule.ts';
import { writeBaseline } from '../../suppress/baseline.ts';
import type { Process } from '../process.ts';
import { prepare } from '../request.ts';
import { run } from '../run.ts';
import { type Hints, installedSchema } from './templates.ts';

const mostBytes = 1 << 20;
/** Names that need no quoting anywhere, hold no wildcard, and are what they look like. */
const safe = /^[\w@+][\w.@+-]*(?:\/[\w@+][\w.@+-]*)*$/;
/** A line that a comment of YAML can hold. */
const printable = /^[\x20-\x7e]+$/;
/** What a new config calls its baseline. */
const baselineName = 'bgplint-baseline.json';
/** So many findings are too many for a first day. */
const many = 10;
/** Folders of this name hold what others wrote. */
const vendors = new Set(['vendor', 'vendored', 'third_party', 'third-party', 'thirdparty', 'external']);
/** More would be no hints. */
const most = 20;

/** A text of the repository; undefined where it is not there, not UTF-8, or larger than a person writes. */
export function textAt(path: string): string | undefined {
  try {
    return nodeFiles.read(path, mostBytes).decode('utf-8');
  } catch (error) {
    if (error instanceof HostError || error instanceof TypeError) return undefined;
    throw error;
  }
}

/** What a check of the whole repository gives. */
export interface Survey {
  readonly result: LintResult;
  readonly rules: readonly Rule[];
  /** The baseline that a config of the repository would name and that is not there: relative to the repository, whole. */
  readonly baseline?: { readonly file: string; readonly text: string };
}

/** The whole repository, with the config and the baseline that it has; else with the baseline that would be made. */
export async function checkAll(caller: Process, root: string): Promise<Survey> {
  const here = { ...caller, cwd: root, err: () => undefined };
  const options = { format: 'pretty', failOn: 'error', color: 'auto' } as const;
  const first = await prepare(here, [], options);
  const { config, file } = first.loaded;
  const named = file === undefined ? baselineName : file.folder === root ? config.baseline : undefined;
  const makes = named !== undefined && kindAt(nodeFiles, `${root}/${named}`) === 'missing';
  if (!makes) {
    // What is there is used, and warnings of it are told.
    const { request } = await prepare({ ...here, err: caller.err }, [], options);
    return { result: await run({ ...here, err: caller.err }, request), rules: request.policy.rules };
  }
  const { request } = await prepare(here, [], { ...options, baseline: named, updateBaseline: true });
  const result = await run({ ...here, err: caller.err }, request);
  const entries = result.baseline?.entries ?? [];
  return {
    result,
    rules: request.policy.rules,
    ...(entries.length === 0 ? {} : { baseline: { file: named, text: writeBaseline(entries) } }),
  };
}

/** Findings that nothing answers but the baseline that is being made. */
export function openIn({ result, baseline }: Survey): readonly Finding[] {
  return result.report.findings.filter(
    ({ suppressed }) => suppressed === null || (baseline !== undefined && suppressed.by === 'baseline'),
  );
}

/** How many of the errors are policies, where a first look finds too much and it is mostly that; undefined elsewhere. */
export function policiesAmong(survey: Survey): Hints['policies'] {
  const open = openIn(survey);
  const errors = open.filter(({ level }) => level === 'error');
  const policies = new Set(survey.rules.filter(({ policy }) => policy).map(({ id }) => id));
  const ofPolicy = errors.filter(({ rule }) => policies.has(rule)).length;
  const isMuch = open.length >= many && ofPolicy * 2 >= errors.length && ofPolicy > 0;
  return isMuch ? { errors: errors.length, policies: ofPolicy } : undefined;
}

/** What a config may speak of. Names that would have to be quoted or escaped are not told. */
export function hintsOf(root: string, survey: Survey, policies: Hints['policies']): Hints {
  const { candidates, report, scan } = survey.result;
  const { clusters, resources, unjudged = [] } = report.ledger;
  const told = toldBy(scan);
  const nodes = unjudged.flatMap(({ paste = '' }) => (paste.startsWith('terraform:') ? [paste] : []))[0];
  const products = (['calico', 'metallb', 'cilium'] as const).filter((product) => (resources[product] ?? 0) > 0);
  return {
    installed: kindAt(nodeFiles, `${root}/${installedSchema}`) === 'file',
    vendored: [...new Set(candidates.flatMap(vendoredFolder))].filter((path) => safe.test(path)).slice(0, most),
    clusters: clusters.map(({ name }) => name).filter((name) => safe.test(name)),
    ...(survey.baseline === undefined ? {} : { baseline: survey.baseline.file }),
    ...(policies === undefined ? {} : { policies }),
    ...(nodes === undefined || !printable.test(nodes) ? {} : { nodes }),
    products: products.map((product) => {
      const { version, file = '' } = told.version(product) ?? {};
      return { product, ...(version && { version }), ...(safe.test(file) && { file }) };
    }),
    mode: told.mode,
  };
}

/** The folder of others that a file lies in. */
function vendoredFolder(file: string): readonly string[] {
  const folders = file.split('/').slice(0, -1);
  const at = folders.findIndex((name) => vendors.has(name.toLowerCase()));
  return at === -1 ? [] : [folders.slice(0, at + 1).join('/')];
}

/** True where the repository is on GitHub, by its workflows or its remotes. */
export function isOnGitHub(root: string): boolean {
  if (kindAt(nodeFiles, `${root}/.github`) === 'folder') return true;
  return /^\s*url\s*=\s*\S*github\.com[:/]/m.test(textAt(`${root}/.git/config`) ?? '');
}

/** The branch that origin calls its default, else the one of the usual names that is there; `main` if neither is. */
export function defaultBranch(root: string): string {
  const git = `${root}/.git`;
  const said = /^ref: refs\/remotes\/origin\/(.+)$/m.exec(textAt(`${git}/refs/remotes/origin/HEAD`) ?? '')?.[1];
  if (said !== undefined && safe.test(said)) return said;
  const head = /^ref: refs\/heads\/(.+)$/m.exec(textAt(`${git}/HEAD`) ?? '')?.[1];
  const names = ['main', 'master', 'trunk'];
  return names.find((name) => name === head || kindAt(nodeFiles, `${git}/refs/heads/${name}`) === 'file') ?? 'main';
}

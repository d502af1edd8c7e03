/** Looks at a repository: what is there already, and what a check of it finds. */
import { nodeFiles } from '../../host/files.ts';
import { kindAt } from '../../lib/files.ts';
import { HostError } from '../../lib/host.ts';
import type { LintResult } from '../../lint/request.ts';
import type { Process } from '../process.ts';
import { prepare } from '../request.ts';
import { run } from '../run.ts';
import { type Hints, installedSchema } from './templates.ts';

const mostBytes = 1 << 20;
/** Names that need no quoting anywhere, hold no wildcard, and are what they look like. */
const safe = /^[\w@+][\w.@+-]*(?:\/[\w@+][\w.@+-]*)*$/;
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

/** The whole repository, with the config and the baseline that it has. */
export async function checkAll(caller: Process, root: string): Promise<LintResult> {
  const here = { ...caller, cwd: root };
  const { request } = await prepare(here, [], { format: 'pretty', failOn: 'error', color: 'auto' });
  return run(here, request);
}

/** What a config may speak of. Names that would have to be quoted or escaped are not told. */
export function hintsOf(root: string, { candidates, report }: LintResult): Hints {
  const { clusters, resources } = report.ledger;
  return {
    installed: kindAt(nodeFiles, `${root}/${installedSchema}`) === 'file',
    vendored: [...new Set(candidates.flatMap(vendoredFolder))].filter((path) => safe.test(path)).slice(0, most),
    clusters: clusters.map(({ name }) => name).filter((name) => safe.test(name)),
    findings: report.findings.some((found) => found.suppressed === null),
    products: (['calico', 'metallb'] as const).filter((product) => (resources[product] ?? 0) > 0),
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

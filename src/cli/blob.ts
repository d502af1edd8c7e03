/** Pages of a forge that show the commit that a pipeline checks. */
import type { Range } from '../model/document.ts';
import { uriOf } from '../report/text/uri.ts';
import type { Process } from './process.ts';

/** Events of GitHub whose GITHUB_SHA is what a checkout has; on others a workflow checks out what it names itself. */
const ofCheckout = new Set(['push', 'pull_request', 'schedule', 'workflow_dispatch', 'merge_group']);

const sha = /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/;

/**
 * The page of a line on GitHub or GitLab, by the variables of their runners (docs.github.com "Variables reference", docs.gitlab.com
 * "Predefined CI/CD variables reference"); undefined where they do not tell, or where the repository is not the one that they
 * speak of.
 * @param repository the folder that holds `.git`
 * @param path of the file, relative to it
 */
export function blobOf(
  env: Process['env'],
  repository: string | undefined,
  path: string,
  range: Range | null,
): string | undefined {
  const base = onGitHub(env, repository) ?? onGitLab(env, repository);
  if (base === undefined) return undefined;
  return `${base}/${uriOf(path).replace(/^\.\//, '')}${range === null ? '' : `#L${range.startLine}`}`;
}

function onGitHub(env: Process['env'], repository: string | undefined): string | undefined {
  const { GITHUB_SERVER_URL: server = '', GITHUB_REPOSITORY: name = '', GITHUB_SHA: commit = '' } = env;
  const isIt = isSame(repository, env['GITHUB_WORKSPACE']) && ofCheckout.has(env['GITHUB_EVENT_NAME'] ?? '');
  if (!isIt || !isPage(server) || !/^[\w.-]+\/[\w.-]+$/.test(name) || !sha.test(commit)) return undefined;
  return `${server}/${name}/blob/${commit}`;
}

function onGitLab(env: Process['env'], repository: string | undefined): string | undefined {
  const { CI_PROJECT_URL: project = '', CI_COMMIT_SHA: commit = '' } = env;
  if (!isSame(repository, env['CI_PROJECT_DIR']) || !isPage(project) || !sha.test(commit)) return undefined;
  return `${project}/-/blob/${commit}`;
}

function isPage(url: string): boolean {
  return /^https?:\/\/[\w.:/-]+$/.test(url);
}

function isSame(folder: string | undefined, other: string | undefined): boolean {
  return folder !== undefined && other !== undefined && folder === other.replaceAll('\\', '/').replace(/\/$/, '');
}

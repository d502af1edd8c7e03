/** The entry in .pre-commit-config.yaml. */
import { defaultLimits } from '../../lib/limits.ts';
import { repository } from '../../lib/pages.ts';
import type { Json, JsonObject } from '../../model/document.ts';
import { parseYaml } from '../../parse/index.ts';
import { hookText } from './templates.ts';

/** True where one of the repositories is bgplint's, or a hook of another has its id. */
export function hasHook(text: string): boolean {
  return reposOf(text)?.some((repo) => namesHook(repo)) === true || text.includes(`github.com/${repository}`);
}

/**
 * The text with the entry at the end of its list of repositories, everything else as it stands; undefined where the list
 * is not the last thing in the file, or is written in a way that a line cannot be added to.
 */
export function withHook(text: string): string | undefined {
  const before = reposOf(text);
  if (before === undefined || before.length === 0) return undefined;
  const eol = /\r\n/.test(text) ? '\r\n' : '\n';
  const lines = text.split(/\r?\n/);
  const start = lines.findIndex((line) => /^repos:[ \t]*(?:#.*)?$/.test(line));
  const below = lines.slice(start + 1);
  const indent = below.map((line) => /^( *)- /.exec(line)?.[1]).find((spaces) => spaces !== undefined);
  // Another key, or the end of the document, comes after the list.
  if (start === -1 || indent === undefined || below.some((line) => /^[^\s#-]|^---/.test(line))) return undefined;
  const added = `${text.trimEnd()}\n${hookText(indent)}`.replace(/\r?\n/g, eol);
  // What a parser makes of it decides: the same list, and one more.
  const [wanted] = reposOf(`repos:\n${hookText('  ')}`) ?? [];
  const same = JSON.stringify(rootOf(added)) === JSON.stringify(withRepo(rootOf(text), wanted ?? null));
  return same ? added : undefined;
}

function withRepo(root: JsonObject | undefined, repo: Json): Json {
  return Object.fromEntries(
    Object.entries(root ?? {}).map(([key, value]) => [key, key === 'repos' ? [...(value as Json[]), repo] : value]),
  );
}

function rootOf(text: string): JsonObject | undefined {
  const options = { limits: defaultLimits, wants: () => true };
  const { documents, problems } = parseYaml({ file: '.pre-commit-config.yaml', text }, options);
  const [document] = documents;
  const value = document?.value;
  if (problems.length > 0 || documents.length !== 1) return undefined;
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as JsonObject) : undefined;
}

function reposOf(text: string): readonly Json[] | undefined {
  const repos = rootOf(text)?.['repos'];
  return Array.isArray(repos) ? repos : undefined;
}

function namesHook(repo: Json): boolean {
  const hooks = (repo as JsonObject | null)?.['hooks'];
  return (
    Array.isArray(hooks) && hooks.some((hook) => String((hook as JsonObject | null)?.['id']).startsWith('bgplint'))
  );
}

/** Runs the pipeline on files in memory. */

import { createHash } from 'node:crypto';
import { readConfig } from '../../src/config/read.ts';
import type { FileSystem } from '../../src/lib/host.ts';
import { defaultLimits } from '../../src/lib/limits.ts';
import { relative } from '../../src/lib/paths.ts';
import { lint } from '../../src/lint/index.ts';
import type { LintResult } from '../../src/lint/request.ts';
import type { Policy } from '../../src/model/rule.ts';
import { parseYaml } from '../../src/parse/index.ts';
import { type Content, memory } from './memory.ts';
import { policy, schemas } from './run.ts';

export interface Scanning {
  /** Relative to the root. */
  readonly paths?: readonly string[];
  readonly through?: Policy;
  readonly files?: (files: FileSystem) => FileSystem;
}

/** Checks files of the folder `/r`, which holds `.git`; `bgplint.yaml` is the config. */
export async function scanned(
  contents: { readonly [file: string]: Content },
  { paths = ['.'], through = policy, files = (same) => same }: Scanning = {},
): Promise<LintResult> {
  const cwd = '/r';
  const all = Object.fromEntries(Object.entries(contents).map(([name, content]) => [`${cwd}/${name}`, content]));
  const text = contents['bgplint.yaml'] ?? '';
  if (typeof text !== 'string') throw new Error('the config of a test is a text');
  const source = { file: 'bgplint.yaml', text };
  const [document] = parseYaml(source, { limits: defaultLimits, wants: () => true }).documents;
  const read = await readConfig(source, document?.value ?? null, policy.rules);
  if ('errors' in read) throw new Error(JSON.stringify(read.errors));
  return lint({
    files: files(memory({ ...all, [`${cwd}/.git/HEAD`]: '' })),
    policy: through,
    schemas,
    config: read.config,
    ...(document === undefined ? {} : { configFile: { document, folder: cwd } }),
    cwd,
    paths: paths.map((path) => (path === '.' ? cwd : `${cwd}/${path}`)),
    stdin: [],
    today: '2026-11-21',
    fromRoot: (name) => name,
    fromConfig: (name) => relative(cwd, name.startsWith('/') ? name : `${cwd}/${name}`),
    sha256: (hashed) => createHash('sha256').update(hashed).digest('hex'),
  });
}

/** `file:line:column rule` of every finding that nothing answered. */
export function places({ report }: LintResult): string[] {
  return report.findings
    .filter((found) => found.suppressed === null)
    .map(({ file, range, rule }) => `${file}:${range ? `${range.startLine}:${range.startColumn}` : '-'} ${rule}`);
}

/** The files in which a rule finds something, and those in which it leaves it undecided. */
export async function verdictOf(
  rule: string,
  files: Parameters<typeof scanned>[0],
): Promise<{ reported: string[]; undecided: string[] }> {
  const result = await scanned(files);
  return {
    reported: places(result)
      .filter((place) => place.endsWith(rule))
      .map((place) => place.replace(/:.*/, '')),
    undecided: result.report.ledger.undecided.filter((one) => one.rule === rule).map(({ file }) => file),
  };
}

/** Runs the real pipeline on files of the repository. */

import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { nodeFiles } from '../../src/host/files.ts';
import { nodeHost } from '../../src/host/node.ts';
import { nodePolicy } from '../../src/host/policy.ts';
import { nodeSchemas } from '../../src/host/schemas.ts';
import { relative } from '../../src/lib/paths.ts';
import { lint } from '../../src/lint/index.ts';
import type { LintResult } from '../../src/lint/request.ts';
import type { Policy } from '../../src/model/rule.ts';
import { openBaseline } from '../../src/project/baseline-file.ts';
import { loadConfig } from '../../src/project/config-file.ts';

export const root = fileURLToPath(new URL('../..', import.meta.url))
  .replaceAll('\\', '/')
  .replace(/\/$/, '');

export const policy = nodePolicy();

export const schemas = nodeSchemas();

/** Checks one file, or a folder with its own bgplint.yaml, as if the command ran beside it. */
export async function run(path: string, through: Policy = policy): Promise<LintResult> {
  const folder = statSync(path).isDirectory() ? path : join(path, '..').replaceAll('\\', '/');
  const own = join(path, 'bgplint.yaml');
  const loaded = await loadConfig(nodeHost, folder, existsSync(own) && own, [path], policy.rules);
  const { config, file } = loaded;
  const baseline = openBaseline(nodeHost, folder, folder, {}, loaded);
  return lint({
    files: nodeFiles,
    policy: through,
    schemas,
    config,
    ...(file === undefined ? {} : { configFile: file }),
    ...(baseline === undefined ? {} : { baseline }),
    cwd: folder,
    paths: [path],
    stdin: [],
    today: '2026-11-21',
    fromRoot: (name) => name,
    fromConfig: (name) => relative(folder, name.startsWith('/') ? name : `${folder}/${name}`),
    sha256: (text) => createHash('sha256').update(text).digest('hex'),
  });
}

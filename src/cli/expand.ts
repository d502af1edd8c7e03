/** The paths of the command line. */

import { nodeFiles } from '../host/files.ts';
import { absolute } from '../host/paths.ts';
import { kindAt } from '../lib/files.ts';
import { append } from '../lib/lists.ts';
import { Refusal } from '../project/refusal.ts';

/**
 * The arguments as absolute paths. One that is not there and looks like a glob is expanded, for shells that leave that
 * to the command; a glob that matches nothing is refused.
 */
export async function expand(cwd: string, paths: readonly string[]): Promise<string[]> {
  const expanded: string[] = [];
  for (const path of paths) {
    const whole = absolute(cwd, path);
    if (kindAt(nodeFiles, whole) !== 'missing' || !/[*?[{]/.test(path)) {
      expanded.push(whole);
      continue;
    }
    const { globSync } = await import('glob');
    const matches = globSync(path, {
      cwd,
      absolute: true,
      nodir: true,
      posix: true,
      ignore: ['**/node_modules/**', '**/.git/**'],
    });
    if (matches.length === 0) throw new Refusal(`No file matches ${JSON.stringify(path)}: check the pattern.`);
    append(expanded, matches.sort());
  }
  return expanded;
}

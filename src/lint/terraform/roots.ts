/** Which folder holds the root module that a plan was made of. */

import { declaredAtRoot, isOfOpenTofu } from '../../classify/terraform/declared.ts';
import { rootOf } from '../../discover/named.ts';
import type { FileSystem } from '../../lib/host.ts';
import { largest } from '../../lib/lists.ts';
import { folderOf, resolve } from '../../lib/paths.ts';
import type { Document } from '../../model/document.ts';
import type { TerraformFolder, TerraformFolders } from './folders.ts';

/** The sources of a plan. */
export interface PlanRoot {
  readonly folder: TerraformFolder;
  /** With all links followed: no source outside of it is read. */
  readonly bound: string;
  readonly tofu: boolean;
}

/** Where sources are looked for. Paths are absolute. */
export interface Places {
  readonly cwd: string;
  /** Those that the user named for it. */
  readonly dirs: readonly string[];
  /** Folders of the scan with sources; asked where nothing nearer is found. */
  scanned(): readonly string[];
  /** True for what standard input held, which lies in no folder. */
  isText(file: string): boolean;
}

/** Names by which a folder is left without being parsed. */
const mostWords = 4;

/** What it costs to list a folder, in characters that are searched. */
const oneLook = 100_000;

/**
 * The folder that was named, where it has a block of the plan, before that of the plan itself; else the only one in the
 * scan with all blocks of the plan's root module. The text of standard input may be of the working directory, as if it had
 * been found there in the scan.
 */
export function rootOfPlan(
  plan: Document,
  files: FileSystem,
  folders: TerraformFolders,
  { cwd, dirs, scanned, isText }: Places,
): PlanRoot | undefined {
  const wanted = declaredAtRoot(plan.value);
  if (wanted.size === 0) return undefined;
  const tofu = isOfOpenTofu(plan.value);
  const { file } = plan.source;
  const read = (path: string, words: readonly string[] = []): PlanRoot | undefined => {
    const real = files.real(path);
    const bound = real === undefined ? undefined : rootOf(files, files.real(cwd) ?? cwd, real);
    if (bound !== undefined && words.length > 0 && !(folders.maySpend(oneLook) && folders.mentions(path, bound, words)))
      return undefined;
    const folder = bound === undefined ? undefined : folders.at(path, bound, tofu);
    return folder === undefined || bound === undefined ? undefined : { folder, bound, tofu };
  };
  const held = ({ folder }: PlanRoot) => [...wanted].filter((name) => folder.blocks.has(name)).length;
  const named = dirs.flatMap((path) => read(path) ?? []).filter((root) => held(root) > 0);
  if (named.length > 0) return best(named, held);
  const own = isText(file) ? undefined : read(folderOf(resolve(cwd, file)));
  if (own !== undefined && held(own) > 0) return own;
  const further = new Set(isText(file) ? [cwd, ...scanned()] : scanned());
  const words = [...wanted].slice(0, mostWords).map((name) => name.slice(name.lastIndexOf('.') + 1));
  const whole = [...further]
    .flatMap((path) => read(path, words) ?? [])
    .filter((root) => folders.maySpend(wanted.size) && held(root) === wanted.size);
  return whole.length === 1 ? whole[0] : undefined;
}

/** The one that holds more than any other. */
function best(roots: readonly PlanRoot[], held: (root: PlanRoot) => number): PlanRoot | undefined {
  const most = largest(roots.map(held));
  const [only, ...others] = roots.filter((root) => held(root) === most);
  return others.length === 0 ? only : undefined;
}

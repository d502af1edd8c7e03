/** A workspace on a disk in memory that a test may change. */
import type { FileSystem } from '../../src/lib/host.ts';
import { LiveWorkspace } from '../../src/project/live/index.ts';
import type { LiveOptions } from '../../src/project/live/types.ts';
import { memory } from './memory.ts';
import { policy, schemas } from './run.ts';

/** Files by their paths from `/r`. */
export type Files = { readonly [file: string]: string };

export interface LiveDisk {
  readonly workspace: LiveWorkspace;
  /** Writes a file, or takes it away; the workspace is not told. */
  write(file: string, text: string | undefined): void;
  /** How often files were read so far. */
  readonly reads: () => number;
}

/** The folder `/r` holds `.git`. */
export function liveDisk(contents: Files, options: Partial<LiveOptions> = {}, real = (path: string) => path): LiveDisk {
  const disk: Record<string, string> = {};
  const write: LiveDisk['write'] = (file, text) => {
    if (text === undefined) delete disk[`/r/${file}`];
    else disk[`/r/${file}`] = text;
  };
  for (const [file, text] of Object.entries({ '.git/HEAD': '', ...contents })) write(file, text);
  let reads = 0;
  const exists = (path: string) => memory(disk).stat(path).kind !== 'missing';
  const files: FileSystem = {
    list: (folder) => memory(disk).list(real(folder)),
    stat: (path) => memory(disk).stat(real(path)),
    real: (path) => (exists(real(path)) ? real(path) : undefined),
    read: (path, most) => {
      reads++;
      return memory(disk).read(real(path), most);
    },
  };
  const absolute = (cwd: string, path: string) => (path.startsWith('/') ? path : `${cwd}/${path}`);
  const workspace = new LiveWorkspace({
    host: { files, absolute },
    policy,
    schemas,
    cwd: '/r',
    today: () => '2026-11-21',
    sha256: (text) => text,
    ...options,
  });
  return { workspace, write, reads: () => reads };
}

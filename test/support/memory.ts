/** A file system in memory, for what a real one does not do on demand. */
import { bytesOf } from '../../src/host/files.ts';
import { type Entry, type FileSystem, HostError, TooLarge } from '../../src/lib/host.ts';

/** A file's content, or why it cannot be read; a function is asked at each reading. */
export type Content = string | Uint8Array | Error | (() => string);

/** Files by absolute path; the folders above them are there. */
export function memory(contents: { readonly [path: string]: Content }): FileSystem {
  const paths = Object.keys(contents);
  const isFolder = (path: string) => paths.some((file) => file.startsWith(path === '/' ? '/' : `${path}/`));
  return {
    list(folder) {
      const inside = paths.filter((path) => path.startsWith(`${folder}/`)).map((path) => path.slice(folder.length + 1));
      const own = contents[folder];
      if (own instanceof Error) throw own;
      const names = [...new Set(inside.map((path) => path.split('/')[0] ?? ''))].sort();
      return names.map((name): Entry => ({ name, kind: isFolder(`${folder}/${name}`) ? 'folder' : 'file' }));
    },
    stat: (path) => (isFolder(path) ? { kind: 'folder' } : { kind: path in contents ? 'file' : 'missing', bytes: 0 }),
    real: (path) => path,
    read(path, most) {
      const content = contents[path];
      const found = typeof content === 'function' ? content() : content;
      if (found === undefined) throw new HostError('there is no such file or folder');
      if (found instanceof Error) throw found;
      const bytes = typeof found === 'string' ? new TextEncoder().encode(found) : found;
      if (bytes.length > most) throw new TooLarge(bytes.length);
      return bytesOf(bytes);
    },
  };
}

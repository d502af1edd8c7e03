/** A file system in memory, for what a real one does not do on demand. */
import type { FileSystem } from '../../src/lib/host.ts';
import { memoryFiles } from '../../src/lib/memory-files.ts';

/** A file's content, or why it cannot be read; a function is asked at each reading. */
export type Content = string | Uint8Array | Error | (() => string);

/** Files by absolute path; the folders above them are there. A folder with an error cannot be listed. */
export function memory(contents: { readonly [path: string]: Content }): FileSystem {
  const files = memoryFiles({
    paths: Object.keys(contents),
    read(path) {
      const content = contents[path];
      const found = typeof content === 'function' ? content() : content;
      if (found instanceof Error) throw found;
      return found;
    },
  });
  return {
    ...files,
    list(folder) {
      const own = contents[folder];
      if (own instanceof Error) throw own;
      return files.list(folder);
    },
  };
}

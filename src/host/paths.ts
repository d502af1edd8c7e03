/** Paths as people write them on the system at hand. */
import { isAbsolute, resolve } from 'node:path';

/** A path that was given in a folder: absolute, with forward slashes, `.` and `..` resolved. On Windows backslashes part it too. */
export function absolute(cwd: string, path: string): string {
  return (isAbsolute(path) ? resolve(path) : resolve(cwd, path)).replaceAll('\\', '/');
}

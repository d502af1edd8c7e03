/**
 * URIs of a client, and the paths that they mean here.
 *
 * Clients write one and the same file in several ways (`file:///c%3A/x`, `file:///C:/x`): what a path is called back is the
 * client's own spelling where it has one open, else that of RFC 3986 and RFC 8089.
 */
import { isAbsolute, join } from '../lib/paths.ts';
import { uriOf } from '../report/text/uri.ts';

export { uriOf };

/**
 * The path of a `file:` URI, absolute, with forward slashes, a drive letter in upper case; undefined for another scheme, for a
 * file of another machine, and for what is no path (bytes that are not UTF-8, a NUL).
 */
export function pathOf(uri: string, windows: boolean): string | undefined {
  const [, host = '', encoded = ''] = /^file:(?:\/\/([^/?#]*))?(\/[^?#]*)/i.exec(uri) ?? [];
  const path = decoded(encoded);
  if (path === undefined || path === '' || path.includes('\0')) return undefined;
  const isLocal = host === '' || host.toLowerCase() === 'localhost';
  if (!windows) return isLocal ? join('/', path) : undefined;
  // A share: what RFC 8089 (appendix E.3.1) has as the host.
  if (!isLocal) return `//${host}${path.replaceAll('\\', '/')}`;
  const own = path.replaceAll('\\', '/').replace(/^\/(?=[a-z]:(?:\/|$))/i, '');
  const [drive = ''] = /^[a-z]:/i.exec(own) ?? [];
  const whole = drive === '' ? own : `${drive.toUpperCase()}${own.slice(drive.length) || '/'}`;
  return isAbsolute(whole) ? join(whole.slice(0, drive.length + 1), whole.slice(drive.length + 1)) : undefined;
}

/** What stands before the first colon, in lower case. */
export function schemeOf(uri: string): string {
  return /^[a-z][a-z\d+.-]*(?=:)/i.exec(uri)?.[0].toLowerCase() ?? '';
}

/**
 * The path under which a text without a file is checked: it lies in no folder that could be there, so that no configuration of a
 * disk holds for it.
 */
export function pathOfUntitled(uri: string): string {
  const name = (decoded(uri.slice(uri.indexOf(':') + 1)) ?? 'text').replace(/[\\/\0]+/g, '-').replace(/^[-.]+/, '');
  return `/untitled:/${name === '' ? 'text' : name}`;
}

function decoded(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

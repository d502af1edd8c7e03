/**
 * A path with forward slashes as a URI reference (RFC 3986): every segment percent-encoded, and `./` before a first
 * segment with a colon, which would read as a scheme. An absolute path becomes a `file:` URI.
 */
export function uriOf(path: string): string {
  const drive = /^[a-z]:(?=\/)/i.exec(path)?.[0];
  if (drive !== undefined) return `file:///${drive}${encoded(path.slice(drive.length))}`;
  if (path.startsWith('/')) return `file://${encoded(path)}`;
  const uri = encoded(path.replace(/^(?:\.\/+)+/, '')) || '.';
  return /^[^/]*:/.test(uri) ? `./${uri}` : uri;
}

/** Colons are legal in a segment; a lone surrogate has no UTF-8 form and becomes U+FFFD. */
function encoded(path: string): string {
  return path
    .replace(/\p{Cs}/gu, '\ufffd')
    .split('/')
    .map(encodeURIComponent)
    .join('/')
    .replaceAll('%3A', ':');
}

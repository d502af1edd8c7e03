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

/** A text that has a form in UTF-8: a lone surrogate becomes U+FFFD. */
export function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}

/** Colons are legal in a segment. */
function encoded(path: string): string {
  return wellFormed(path).split('/').map(encodeURIComponent).join('/').replaceAll('%3A', ':');
}

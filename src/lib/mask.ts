/** Hides secrets in text that is about to be shown. The grid stays: a masked text has the same lines and columns. */

/** Keys whose value is a secret in any file that people write. */
const secretKey =
  /^(\s*(?:-\s+)*["']?[\w.$/-]*(?:passw(?:or)?d|passphrase|secret|token|credential|private[-_]?key|api[-_]?key|auth[-_]?key)[\w.$/-]*["']?\s*[:=][ \t]*)(\S.*)$/i;
/** The same inside of flow mappings and JSON on one line. */
const secretMember =
  /((?:[{,]\s*|\s)["']?[\w.$/-]*(?:passw(?:or)?d|passphrase|secret|token|credential|private[-_]?key|api[-_]?key|auth[-_]?key)[\w.$/-]*["']?\s*:\s*)("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'{[,}\]][^,}\]]*)/gi;
const secretDocument = /^\s*["']?kind["']?\s*:\s*["']?Secret\b|[{,]\s*["']kind["']\s*:\s*["']Secret["']/m;
/** What may be seen of a Secret: it says nothing. */
const harmless = /^\s*["']?(?:apiVersion|kind|metadata|name|namespace|type|data|stringData)["']?\s*:/;

/**
 * The text with every value that may be a secret replaced by `*`: values of keys that speak of one (`password`,
 * `token`, …), with what continues them, and everything in a document of kind Secret.
 */
export function maskSecrets(text: string): string {
  return text
    .split(/^(?=---(?:\s|$))/m)
    .map((document) => (secretDocument.test(document) ? maskSecret(document) : maskKeys(document)))
    .join('');
}

/** The value as stars, with its line ends. */
export function stars(text: string): string {
  return text.replace(/[^\s]/g, '*');
}

function maskSecret(document: string): string {
  return lines(document)
    .map((line) =>
      harmless.test(line) && !/[{[]/.test(line) ? line : line.replace(/(:[ \t]+|^\s+|[{[,])(\S.*)$/, hide),
    )
    .join('');
}

function hide(_: string, before: string, value: string): string {
  return before + stars(value);
}

function maskKeys(document: string): string {
  let inside = -1;
  return lines(document)
    .map((line) => {
      const indent = line.search(/\S/);
      if (inside >= 0 && (indent === -1 || indent > inside)) return stars(line);
      inside = -1;
      const found = secretKey.exec(line.replace(/[\r\n]+$/, ''));
      const value = found?.[2] ?? '';
      // `password: {secretKeyRef: …}` names a secret and holds none.
      if (found === null || /^[{[#]/.test(value)) return line.replace(secretMember, hide);
      inside = indent;
      return (found[1] ?? '') + stars(value) + line.slice(found[0].length);
    })
    .join('');
}

/** Lines with their ends. */
function lines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

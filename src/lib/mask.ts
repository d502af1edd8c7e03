/** Hides secrets in text that is about to be shown. The grid stays: a masked text has the same lines and columns. */

import type { Span } from '../model.ts';

/** Words that a key has where its value is a secret. */
const word = '(?:passw(?:or)?d|passphrase|secret|token|credential|private[-_]?key|api[-_]?key|auth[-_]?key)';
/** A quote, or none; in a string that holds JSON it is escaped. */
const quote = `(?:\\\\*["'])?`;
const name = `[\\w.$/-]*${word}[\\w.$/-]*`;
/** Keys whose value is a secret in any file that people write; the value may begin on the next line. */
const secretKey = new RegExp(`^(\\s*(?:-\\s+)*${quote}${name}${quote}\\s*[:=][ \\t]*)(.*)$`, 'i');
/** The same inside of flow mappings and JSON on one line. */
const secretMember = member(name);
/** `value: …` beside a `name: BGP_PASSWORD`, as containers have it. */
const secretName = new RegExp(`(?:^|[\\s{,"'])name${quote}\\s*[:=]\\s*${quote}${name}`, 'i');
const value = /^(\s*(?:-\s+)*["']?value["']?\s*[:=][ \t]*)(.*)$/;
const valueMember = member('value');
/** A line that is a mapping's entry or a list's item of its own. */
const entry = /^\s*(?:-(?:\s|$)|["']?[\w.$/-]+["']?\s*:(?:\s|$))/;
const secretDocument = /^\s*(?:-\s+)*["']?kind["']?\s*:.*\bSecret\b|[{,]\s*["']kind["']\s*:\s*["']Secret["']/m;
/** What may be seen of a Secret: it says nothing. */
const harmless = /^\s*(?:-\s+)*(?:apiVersion:\s*v1|kind:\s*(?:Secret|List)|(?:metadata|data|stringData|items):|---)\s*$/;

function member(key: string): RegExp {
  return new RegExp(
    `((?:[{,]\\s*|\\s)${quote}${key}${quote}\\s*:\\s*)` +
      `("(?:[^"\\\\]|\\\\.)*"|'(?:[^']|'')*'|\\\\+".*?\\\\+"|[^\\s"'{[,}\\]][^,}\\]]*)`,
    'gi',
  );
}

/**
 * The text with every value that may be a secret replaced by `*`: values of keys that speak of one (`password`,
 * `token`, …), with what continues them, and everything in a document that holds a Secret.
 */
export function maskSecrets(text: string): string {
  return text
    .split(/^(?=---(?:\s|$))/m)
    .map((document) => (secretDocument.test(document) ? maskSecret(document) : maskKeys(document)))
    .join('');
}

/** The text with everything in the spans replaced by `*`. */
export function maskSpans(text: string, spans: readonly Span[]): string {
  let shown = '';
  let at = 0;
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    shown += text.slice(at, Math.max(at, start)) + stars(text.slice(Math.max(at, start), end));
    at = Math.max(at, end);
  }
  return shown + text.slice(at);
}

/** The value as stars, with its line ends. */
export function stars(text: string): string {
  return text.replace(/[^\s]/g, '*');
}

function maskSecret(document: string): string {
  return lines(document)
    .map((line) => (harmless.test(line) ? line : stars(line)))
    .join('');
}

function maskKeys(document: string): string {
  const all = lines(document);
  let inside = -1;
  let mayNest = false;
  return all
    .map((line, i) => {
      const indent = line.search(/\S/);
      // `password:` over `secretKeyRef: …` names a secret and holds none.
      if (mayNest && indent !== -1 && entry.test(line)) inside = -1;
      mayNest &&= indent === -1;
      if (inside >= 0 && (indent === -1 || indent > inside)) return stars(line);
      inside = -1;
      const bare = line.replace(/[\r\n]+$/, '');
      const named = [all[i - 1], bare, all[i + 1]].some((near) => near !== undefined && secretName.test(near));
      const found = secretKey.exec(bare) ?? (named ? value.exec(bare) : null);
      const hidden = found?.[2] ?? '';
      if (found === null || /^[{[#]/.test(hidden)) {
        const masked = line.replace(secretMember, hide);
        return named ? masked.replace(valueMember, hide) : masked;
      }
      inside = indent;
      mayNest = hidden === '';
      return (found[1] ?? '') + stars(hidden) + line.slice(found[0].length);
    })
    .join('');
}

function hide(_: string, before: string, secret: string): string {
  return before + stars(secret);
}

/** Lines with their ends. */
function lines(text: string): string[] {
  return text.match(/[^\n]*\n|[^\n]+$/g) ?? [];
}

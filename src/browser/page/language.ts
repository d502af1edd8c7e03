/** How a file is colored: by its name, and by what it holds where that tells nothing. Colors are classes of page.css. */
import { json } from '@codemirror/lang-json';
import { yaml } from '@codemirror/lang-yaml';
import { StreamLanguage, syntaxHighlighting } from '@codemirror/language';
import type { Extension } from '@codemirror/state';
import { classHighlighter } from '@lezer/highlight';

/**
 * Texts of routers, hosts and running systems: comments, quotes, addresses, numbers, and the first word of a line. Each
 * expression is anchored: a stream looks for others in all that is left of the line, once for each word of it.
 */
const plain = StreamLanguage.define({
  name: 'text',
  token(stream) {
    if (stream.sol() && stream.match(/^[ \t]*[!#].*/)) return 'comment';
    if (stream.eatSpace()) return null;
    if (stream.match(/^"[^"]*"/)) return 'string';
    if (
      stream.match(/^(?:(?:\d{1,3}\.){3}\d{1,3}(?:\/\d{1,2})?|[\da-fA-F]{0,4}(?::[\da-fA-F]{0,4}){2,7}(?:\/\d{1,3})?)/)
    )
      return 'number';
    if (stream.match(/^\d+(?![\w-])/)) return 'number';
    const isFirst = stream.string.slice(0, stream.pos).trim() === '';
    if (stream.match(/^[\w.-]+/)) return isFirst ? 'keyword' : null;
    stream.next();
    return null;
  },
});

/** The language of a file, with its colors. */
export function languageOf(name: string, text: string): Extension {
  return [chosen(name, text), syntaxHighlighting(classHighlighter)];
}

function chosen(name: string, text: string): Extension {
  if (/\.(?:json|tfplan)$/i.test(name)) return json();
  if (/\.ya?ml$/i.test(name)) return yaml();
  const start = text.slice(0, 4000);
  if (/^\s*[[{]/.test(start)) return json();
  return /^[ \t]*(?:apiVersion|kind)[ \t]*:/m.test(start) ? yaml() : plain;
}

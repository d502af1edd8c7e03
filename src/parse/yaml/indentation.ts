/**
 * libyaml, which kubectl reads with, lets lines within quotes and brackets stand at any indentation; the yaml package
 * ends the quotes or brackets there. This puts such a stretch on one line, at the same offsets.
 */
export interface Reindented {
  readonly text: string;
  /** The quoted scalars that lost their line ends, as they were, by their offset in the text. */
  readonly quoted: readonly (readonly [offset: number, source: string])[];
}

/** @param at where the quote or bracket stands; undefined if nothing closes it */
export function reindent(text: string, at: number): Reindented | undefined {
  const end = text[at] === '"' || text[at] === "'" ? quoteEnd(text, at) : undefined;
  if (end !== undefined) {
    const source = text.slice(at, end);
    return { text: text.slice(0, at) + onOneLine(source) + text.slice(end), quoted: [[at, source]] };
  }
  return text[at] === '{' || text[at] === '[' ? reindentBrackets(text, at) : undefined;
}

/** The offset behind the quote that closes the one at `start`. */
export function quoteEnd(text: string, start: number): number | undefined {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at++) {
    if (quote === '"' && text[at] === '\\') at++;
    else if (text[at] === quote) {
      if (quote === '"' || text[at + 1] !== quote) return at + 1;
      at++;
    }
  }
  return undefined;
}

function reindentBrackets(text: string, start: number): Reindented | undefined {
  const quoted: [number, string][] = [];
  const pieces = [text.slice(0, start)];
  let depth = 0;
  /** The last character that is neither white space nor in a comment. */
  let previous = '';
  for (let at = start; at < text.length; ) {
    const character = text.charAt(at);
    const end = partEnd(text, at, previous);
    if (end === undefined) return undefined;
    const source = text.slice(at, end);
    if (source.length > 1 && source.includes('\n') && character !== '#') quoted.push([at, source]);
    pieces.push(character === '#' && end > at + 1 ? ' '.repeat(source.length) : onOneLine(source));
    if (character === '{' || character === '[') depth++;
    if (character === '}' || character === ']') depth--;
    if (depth === 0) return { text: pieces.join('') + text.slice(end), quoted };
    if (character.trim() !== '' && (character !== '#' || end === at + 1)) previous = character;
    at = end;
  }
  return undefined;
}

/** Quotes and comments are parts of several characters. */
function partEnd(text: string, at: number, previous: string): number | undefined {
  const character = text.charAt(at);
  if ((character === '"' || character === "'") && '{[,:?'.includes(previous)) return quoteEnd(text, at);
  if (character === '#' && text.charAt(at - 1).trim() === '') {
    const newline = text.indexOf('\n', at);
    return newline === -1 ? text.length : newline;
  }
  return at + 1;
}

function onOneLine(source: string): string {
  return source.replace(/[\r\n]/g, ' ');
}

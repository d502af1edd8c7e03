/**
 * Text of strangers made safe to show, and laid out on a grid of columns.
 *
 * What a scan reads may hold escape sequences, line breaks, bidirectional overrides or the commands of a build server.
 * Whoever prints it passes it through `neutralise` first: one string then is one line that shows what it holds.
 */

/**
 * What must not reach a terminal, a log or an XML document as it stands: controls, invisible format characters (among
 * them the bidirectional overrides), line separators, lone surrogates and noncharacters. The second alternative is the
 * start of a command that build servers look for anywhere in a line: `##[…]` (GitHub's older form), `##vso[…]` (Azure),
 * `##teamcity[…]`.
 */
const unsafe = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{NChar}]|(?<=#)#(?=[a-z]{0,20}\[)/giu;

/** The escapes that have a letter; every other character is spelled by its code point. */
const named: { readonly [character: string]: string } = { '\t': '\\t', '\n': '\\n', '\r': '\\r' };

function spelled(character: string): string {
  const short = named[character];
  if (short !== undefined) return short;
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x100) return `\\x${code.toString(16).padStart(2, '0')}`;
  return code < 0x10000 ? `\\u${code.toString(16).padStart(4, '0')}` : `\\u{${code.toString(16)}}`;
}

/** The text as one harmless line: what must not be printed is spelled as an escape, such as `\x1b` or `\u202e`. */
export function neutralise(text: string): string {
  return text.replace(unsafe, spelled);
}

/** Every UTF-16 unit as `\uXXXX`, an escape of JSON and of YAML's double quotes: it reads back as the same text. */
export function escapes(text: string): string {
  const units = Array.from({ length: text.length }, (_, index) => text.charCodeAt(index));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

/** At most `length` UTF-16 units of a text, `...` included where it was cut; surrogate pairs stay whole. */
export function clip(text: string, length: number): string {
  if (text.length <= length) return text;
  const end = length - 3;
  return `${text.slice(0, isHighSurrogate(text, end - 1) ? end - 1 : end)}...`;
}

/** True if the UTF-16 unit at `index` is the first half of a surrogate pair. */
export function isHighSurrogate(text: string, index: number): boolean {
  const unit = text.charCodeAt(index);
  return unit >= 0xd800 && unit <= 0xdbff;
}

/** One cell of a line's grid: the source from `start` to `end` (UTF-16 units), and how it is shown in `width` columns. */
export interface Cell {
  readonly start: number;
  readonly end: number;
  readonly shown: string;
  readonly width: number;
}

const tabStop = 4;

/**
 * A line of source as cells: tabs are expanded to stops of four columns, unsafe characters are spelled, and marks that
 * combine stand in the cell of the character before them.
 */
export function cells(line: string): readonly Cell[] {
  const result: Cell[] = [];
  let column = 0;
  let done = 0;
  const put = (start: number, end: number, shown: string, width: number): void => {
    const last = result.at(-1);
    if (width === 0 && last !== undefined) {
      result[result.length - 1] = { ...last, end, shown: last.shown + shown };
    } else {
      result.push({ start, end, shown, width });
      column += width;
    }
  };
  const plain = (end: number): void => {
    for (const character of line.slice(done, end)) {
      put(done, done + character.length, character, characterWidth(character));
      done += character.length;
    }
  };
  for (const match of line.matchAll(unsafe)) {
    plain(match.index);
    done = match.index + match[0].length;
    const blank = tabStop - (column % tabStop);
    const shown = match[0] === '\t' ? ' '.repeat(blank) : spelled(match[0]);
    put(match.index, done, shown, shown.length);
  }
  plain(line.length);
  return result;
}

/**
 * Code points that take two columns: East Asian wide and full-width ones, and those shown as emoji. The blocks are those
 * of Unicode's EastAsianWidth.txt with the values W and F, joined where only unassigned code points lie between them.
 * Regional indicators are left out: it takes two of them to draw one flag.
 */
const wide =
  /[\u1100-\u115f\u231a\u231b\u2329\u232a\u2e80-\u303e\u3041-\u33ff\u3400-\u4dbf\u4e00-\ua4cf\ua960-\ua97c\uac00-\ud7a3\uf900-\ufaff\ufe10-\ufe19\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6\u{16fe0}-\u{18cff}\u{1aff0}-\u{1b2fb}\u{1f200}-\u{1f265}\u{20000}-\u{3fffd}]|(?![\u{1f1e6}-\u{1f1ff}])\p{Emoji_Presentation}/u;

/** Marks that are drawn on the character before them, and the vowels and finals of a Hangul syllable. */
const zero = /[\p{Mn}\p{Me}\u1160-\u11ff]/u;

function characterWidth(character: string): number {
  if (character < '\u0300') return 1;
  if (zero.test(character)) return 0;
  return wide.test(character) ? 2 : 1;
}

/** How many columns of a terminal a harmless line takes. */
export function displayWidth(text: string): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width;
}

/** A harmless text as lines of at most `width` columns. Breaks at white space; a word that is longer is cut. */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  let used = 0;
  for (const word of text
    .split(/\s+/)
    .filter(Boolean)
    .flatMap((long) => cut(long, width))) {
    const needed = displayWidth(word);
    if (used > 0 && used + 1 + needed > width) {
      lines.push(line);
      line = '';
      used = 0;
    }
    line += used > 0 ? ` ${word}` : word;
    used += used > 0 ? needed + 1 : needed;
  }
  if (used > 0) lines.push(line);
  return lines;
}

/** A word in pieces of at most `width` columns; one character at least in each. */
function cut(word: string, width: number): readonly string[] {
  if (word.length * 2 <= width || displayWidth(word) <= width) return [word];
  const pieces: string[] = [];
  let piece = '';
  let used = 0;
  for (const character of word) {
    const needed = characterWidth(character);
    if (piece !== '' && used + needed > width) {
      pieces.push(piece);
      piece = '';
      used = 0;
    }
    piece += character;
    used += needed;
  }
  return [...pieces, piece];
}

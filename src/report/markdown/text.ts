import { neutralise } from '../../lib/text.ts';

/**
 * What a stranger's text may hold, in the order in which it is looked for:
 * - what GitHub and GitLab look for in text that is parsed already: names to notify, numbers of issues and merge
 *   requests, addresses of pages. A space of no width behind the sign hides it from them;
 * - what they draw there: an emoji for `:100:`, which is also a part of a BGP community, and a formula between dollar
 *   signs. An element around the sign, which is what GitHub's documentation advises for dollar signs, parts the text;
 * - characters that mean something to Markdown. As numeric references they are text and nothing else (CommonMark 0.31.2,
 *   section 2.5), in tables too, where parsers differ in what a backslash does.
 */
const special =
  /(?<reference>[@#!](?=\w)|:(?=\/\/)|www(?=\.)|GH(?=-\d))|(?<drawn>\$|:(?=[\w+-]+:))|[&<>\\`*_[\]|~@#!]/gi;

const zeroWidthSpace = '&#8203;';

/** A stranger's text as it stands, for a table's cell or inside a paragraph: no markup, no links, nobody is notified. */
export function inert(text: string): string {
  return neutralise(text).replace(special, (found, reference?: string, drawn?: string) => {
    if (reference !== undefined) return (found.length === 1 ? numeric(found) : found) + zeroWidthSpace;
    return drawn === undefined ? numeric(found) : `<span>${numeric(found)}</span>`;
  });
}

/** The same for the text of a list's item: what would start a block there is text. */
export function inertItem(text: string): string {
  return withoutStart(inert(text.trim()));
}

function withoutStart(text: string): string {
  return text.replace(/^(?:[-+=]|\d+(?=[.)]))/, (start) => numeric(start.charAt(0)) + start.slice(1));
}

/** A message: what stands between two backticks is in the font of code, and is as inert there as elsewhere. */
export function prose(text: string): string {
  const [first = '', ...parts] = text.trim().split(/`([^`]+)`/);
  const written = parts.map((part, index) => (index % 2 === 0 ? `<code>${inert(part)}</code>` : inert(part)));
  return [withoutStart(inert(first)), ...written].join('');
}

/** A name or a place in the font of code. */
export function code(text: string): string {
  return /^[\w./:-]+$/.test(text) ? `\`${text}\`` : `<code>${inert(text)}</code>`;
}

function numeric(character: string): string {
  return `&#${character.codePointAt(0)};`;
}

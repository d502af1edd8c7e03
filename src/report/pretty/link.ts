/**
 * Makes a text of a terminal a link to a URI, with no effect on its width; leaves it alone where there is no URI.
 *
 * VS Code gets no links on places, because its terminal links `file:line:column` itself and opens the line.
 */
export type Link = (uri: string | undefined, text: string) => string;

/** What a URI consists of (RFC 3986): nothing that could end the sequence, or begin another. */
const whole = /^[a-z][a-z0-9+.-]*:[\x21\x23-\x3b\x3d\x3f-\x5b\x5d\x5f\x61-\x7a\x7e]+$/;

/** A linker for a terminal that knows OSC 8, or one that leaves texts as they are. */
export function linker(hyperlinks: boolean): Link {
  if (!hyperlinks) return (_uri, text) => text;
  return (uri, text) => (uri === undefined || !whole.test(uri) ? text : `\x1b]8;;${uri}\x1b\\${text}\x1b]8;;\x1b\\`);
}

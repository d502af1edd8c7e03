import { neutralise } from '../../lib/text.ts';

/** Attributes in order; those that are undefined are left out. */
export type Attributes = { readonly [name: string]: string | number | undefined };

/** A start tag with its attributes, or the whole of an empty element. */
export function tag(name: string, attributes: Attributes, empty = false): string {
  const written = Object.entries(attributes).flatMap(([key, value]) =>
    value === undefined ? [] : [` ${key}="${attribute(`${value}`)}"`],
  );
  return `<${name}${written.join('')}${empty ? '/' : ''}>`;
}

/** An element with text in it. The lines of the text are kept. */
export function element(name: string, attributes: Attributes, text: string): string {
  return `${tag(name, attributes)}${content(text)}</${name}>`;
}

const entities: { readonly [character: string]: string } = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

/** `neutralise` has spelled what XML 1.0 cannot hold (section 2.2, production 2) by the time this escapes the rest. */
function attribute(text: string): string {
  return neutralise(text).replace(/[&<>"]/g, (character) => entities[character] ?? character);
}

/**
 * Text between tags, line by line. `>` is escaped for the sake of `]]>`, and the first of two colons that start a line,
 * because to GitHub's runner such a line of a log is a command.
 */
function content(text: string): string {
  return text
    .split('\n')
    .map((line) => attribute(line).replace(/^(\s*):(?=:)/, '$1&#58;'))
    .join('\n');
}

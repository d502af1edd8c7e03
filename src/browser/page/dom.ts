/** Elements. Texts become text nodes, and never HTML: what a stranger wrote is shown as it is written. */
import { neutralise } from '../../lib/text.ts';

type Child = Node | string | undefined | false;

type Children = Child | readonly Child[];

type Given = {
  readonly [name: string]: string | boolean | number | undefined | ((event: Event) => void);
};

/**
 * An element with its children. What begins with `on` is a listener; `true` is an attribute without a value; `false` and
 * `undefined` are left out.
 */
export function make<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  given: Given = {},
  ...children: readonly Children[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(given)) {
    if (typeof value === 'function') element.addEventListener(key.slice(2), value);
    else if (value !== undefined && value !== false) element.setAttribute(key, value === true ? '' : String(value));
  }
  put(element, children.flat());
  return element;
}

/** Puts children behind those that an element has. */
export function put(element: Element, children: Iterable<Child>): void {
  for (const child of children) if (child !== undefined && child !== false) element.append(child);
}

/** Puts children in the place of those that an element has. */
export function fill(element: Element, children: Iterable<Child>): void {
  element.replaceChildren();
  put(element, children);
}

/** The element of this id in the page. Throws where the page has none. */
export function byId<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no ${kind.name} ${id}`);
  return found;
}

/** A text of a stranger, on one line, with control characters spelled. */
export function shown(text: string): string {
  return neutralise(text);
}

/** The same of each line of a text. */
export function shownLines(text: string): string {
  return text
    .split(/\r\n|[\n\r]/)
    .map((line) => neutralise(line.replaceAll('\t', '    ')))
    .join('\n');
}

/** A text of a rule: what is between backticks is code. */
export function prose(text: string): DocumentFragment {
  const made = document.createDocumentFragment();
  for (const [i, part] of text.split('`').entries()) {
    if (part !== '') made.append(i % 2 === 1 ? make('code', {}, shown(part)) : shown(part));
  }
  return made;
}

/** A link that opens beside the page, and tells nobody where it was followed. Undefined for what is no address of the web. */
export function outside(address: string, text: string): HTMLAnchorElement | undefined {
  if (!/^https?:\/\//.test(address)) return undefined;
  return make('a', { href: address, target: '_blank', rel: 'noopener noreferrer' }, shown(text));
}

/** Gives the focus a place where its own is gone: the file that is shown, or the panel where that cannot be seen. */
export function focusAgain(): void {
  const isLost = () => document.activeElement === null || document.activeElement === document.body;
  if (isLost()) document.querySelector<HTMLElement>('#files [aria-current]')?.focus();
  if (isLost()) document.getElementById('panel')?.focus();
}

import type { Level } from '../../model/rule.ts';

/** How a part of a line looks: a level's colour, emphasised, in the background, or new. */
export type Style = Level | 'strong' | 'faint' | 'added';

/** Puts a style on a text that `neutralise` has seen. It never changes the grid. */
export type Paint = (style: Style, text: string) => string;

/**
 * SGR parameters (ECMA-48, 8.3.117) of the 16 colours that every terminal has. Yellow and cyan are not bold, which many terminals
 * show as bright: on white that is a contrast of 1.1 to 2.1 instead of 1.7 to 3.4. So whole texts are never painted with them.
 */
const codes: { readonly [style in Style]: string } = {
  error: '1;31',
  warning: '33',
  note: '36',
  strong: '1',
  faint: '2',
  added: '32',
};

/** A painter for a terminal, or one that leaves texts as they are. */
export function painter(color: boolean): Paint {
  if (!color) return (_style, text) => text;
  return (style, text) => (text === '' ? '' : `\x1b[${codes[style]}m${text}\x1b[0m`);
}

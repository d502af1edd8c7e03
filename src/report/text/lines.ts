import { LineIndex } from '../../lib/lines.ts';

/** A text by lines, which are cut out when they are asked for. */
export interface TextLines {
  readonly count: number;
  /** Line `number`, from 1, without its end; empty outside of the text. */
  at(number: number): string;
}

/** The lines of a text, counted as the locator counts them. */
export function linesOf(text: string): TextLines {
  const index = new LineIndex(text);
  return {
    count: index.count,
    at(number) {
      const { start, end } = index.line(number);
      return text.slice(start, end);
    },
  };
}

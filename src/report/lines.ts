/** A text by lines, which are cut out when they are asked for. A line ends at `\n` or `\r\n`, as the locator counts. */
export interface Lines {
  readonly count: number;
  /** Line `number`, from 1, without its end; empty outside of the text. */
  at(number: number): string;
}

export function linesOf(text: string): Lines {
  const starts = [0];
  for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) starts.push(end + 1);
  return {
    count: starts.length,
    at(number) {
      const start = starts[number - 1];
      if (start === undefined) return '';
      const next = starts[number];
      const line = text.slice(start, next === undefined ? text.length : next - 1);
      return line.endsWith('\r') ? line.slice(0, -1) : line;
    },
  };
}

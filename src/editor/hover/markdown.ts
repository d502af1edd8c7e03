/** Markdown of what strangers wrote: code that is nothing else. Pages of rules are Markdown themselves, and ours. */
import { clip, neutralise } from '../../lib/text.ts';

/** Of a stranger's text so much is shown. */
const longest = 300;

/** A text in the font of code, as one harmless line: no link, no markup (CommonMark 0.31.2, section 6.1). */
export function code(text: string): string {
  const line = neutralise(clip(text, longest));
  if (line.trim() === '') return '` `';
  const ticks = '`'.repeat(longestRun(line) + 1);
  const blank = line.startsWith('`') || line.endsWith('`') ? ' ' : '';
  return `${ticks}${blank}${line}${blank}${ticks}`;
}

/** Lines as a block of code that they cannot end (CommonMark 0.31.2, section 4.5). */
export function block(lines: readonly string[], language: string): string {
  const shown = lines.map((line) => neutralise(clip(line.replaceAll('\t', '  '), longest)));
  const fence = '`'.repeat(Math.max(3, longestRun(shown.join('\n')) + 1));
  return `${fence}${language}\n${shown.join('\n')}\n${fence}`;
}

function longestRun(text: string): number {
  let most = 0;
  for (const [run] of text.matchAll(/`+/g)) most = Math.max(most, run.length);
  return most;
}

/** Names as a list of code: `a`, `b` and 3 more. */
export function codes(names: readonly string[], most = 12): string {
  const shown = names.slice(0, most).map(code);
  const rest = names.length - shown.length;
  return rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(', ');
}

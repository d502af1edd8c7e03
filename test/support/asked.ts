/** All that an editor can be told of texts, for tests that look for what must not be in it. */
import {
  actionsFor,
  completions,
  EditorLines,
  type FileSymbol,
  hover,
  type Knowledge,
  type Position,
  symbols,
} from '../../src/editor/index.ts';

/** Words of one text that are asked about at most. */
const mostPlaces = 400;

/** The Markdown of hovers, wherever a word begins. */
export function hovers(knowledge: Knowledge, files: readonly string[]): ReadonlySet<string> {
  const told = new Set<string>();
  for (const file of files)
    for (const position of places(knowledge.text(file) ?? ''))
      told.add(hover(knowledge, file, position)?.markdown ?? '');
  return told;
}

function places(text: string): readonly Position[] {
  const lines = new EditorLines(text);
  const words = [...text.matchAll(/[^\s:,[\]{}"'`]+/g)];
  return words.slice(0, mostPlaces).map(({ index }) => lines.position(index));
}

/** What is told where a word begins, and of the whole: hovers, symbols, titles of actions, and what may be written. */
export function asked(knowledge: Knowledge, files: readonly string[]): string {
  const told = new Set(hovers(knowledge, files));
  for (const file of files) {
    const text = knowledge.text(file) ?? '';
    for (const position of places(text))
      for (const { label, detail = '', documentation = '' } of completions(knowledge, file, text, position))
        told.add(`${label}\n${detail}\n${documentation}`);
    const lines = new EditorLines(text);
    const whole = { start: lines.position(0), end: lines.position(text.length) };
    for (const { title } of actionsFor(knowledge, file, whole)) told.add(title);
    for (const symbol of symbols(knowledge, file)) for (const one of named(symbol)) told.add(one);
  }
  return [...told].join('\n');
}

function named({ name, detail, children }: FileSymbol): string[] {
  return [`${name}\n${detail}`, ...children.flatMap(named)];
}

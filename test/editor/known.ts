/** What a front end would know of files in memory. */
import { readFileSync } from 'node:fs';
import { EditorLines, type Knowledge, type Position, type Range } from '../../src/editor/index.ts';
import type { Example } from '../../src/lib/example.ts';
import { policy, root } from '../support/run.ts';
import { scanned } from '../support/scan.ts';

const pages = JSON.parse(readFileSync(`${root}/dist/pages.json`, 'utf8')) as { readonly [id: string]: Example };

export interface Files {
  readonly [file: string]: string;
}

/** The knowledge of a scan of these files; `now` are texts that were edited since. */
export async function known(files: Files, now: Files = {}): Promise<Knowledge> {
  return {
    result: await scanned(files),
    rules: policy.rules,
    examples: (id) => pages[id],
    text: (file) => now[file] ?? files[file],
    ...('bgplint.yaml' in files && { configFile: 'bgplint.yaml' }),
  };
}

/** The position of `¦` in a text, and the text without it. */
export function cursor(marked: string): { readonly text: string; readonly position: Position } {
  const offset = marked.indexOf('¦');
  if (offset < 0) throw new Error('a test marks the cursor with ¦');
  const text = marked.slice(0, offset) + marked.slice(offset + 1);
  return { text, position: new EditorLines(text).position(offset) };
}

/** The position in the middle of the first occurrence of a word, or of the one that `from` begins before. */
export function on(text: string, word: string, from = ''): Position {
  const start = text.indexOf(word, Math.max(0, text.indexOf(from)));
  if (start < 0) throw new Error(`the text has no ${word}`);
  return new EditorLines(text).position(start + Math.floor(word.length / 2));
}

/** What a range holds. */
export function shown(text: string, range: Range): string {
  const lines = new EditorLines(text);
  const { start, end } = lines.span(range);
  return text.slice(start, end);
}

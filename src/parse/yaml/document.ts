import type { Limits } from '../../lib/limits.ts';
import type { Node } from '../node.ts';
import { readAny } from './any-document.ts';
import { commentWord, type DocumentText, type Outcome } from './document-text.ts';
import { readFast } from './fast.ts';
import { hasSeparators } from './separators.ts';

/** Reads one document; never throws. */
export function readDocument(document: DocumentText, limits: Limits): Outcome {
  const { text, written, offset, mask } = document;
  const isFast = !mask?.holds(text) && !text.includes(commentWord) && (written === text || !hasSeparators(written));
  const plain = isFast ? readFast(text, offset, limits) : undefined;
  if (plain === undefined) return readAny(document, limits);
  return { ...plain, again: again(text, offset, limits), isTemplate: false, comments: [] };
}

/** By itself, so that it holds nothing of what was read before. */
function again(text: string, offset: number, limits: Limits): () => Node {
  return () => {
    const read = readFast(text, offset, limits);
    if (read === undefined) throw new Error('a text was read the short way once, and then not');
    return read.root;
  };
}

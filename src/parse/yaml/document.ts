import type { Limits } from '../../lib/limits.ts';
import { readAny } from './any-document.ts';
import { commentWord, type DocumentText, type Outcome } from './document-text.ts';
import { readFast } from './fast.ts';
import { hasSeparators } from './separators.ts';

/** Reads one document; never throws. */
export function readDocument(document: DocumentText, limits: Limits): Outcome {
  const { text, written, offset, mask } = document;
  const isFast = !mask?.holds(text) && !text.includes(commentWord) && (written === text || !hasSeparators(written));
  const plain = isFast ? readFast(text, offset, limits) : undefined;
  return plain ? { ...plain, isTemplate: false, comments: [] } : readAny(document, limits);
}

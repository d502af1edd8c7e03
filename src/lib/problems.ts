import type { Problem } from '../model/document.ts';

/** True for a fault of a text that was read all the same, as whoever applies it reads it. */
export function isReadAnyway({ kind }: Pick<Problem, 'kind'>): boolean {
  return kind === 'DuplicateKey' || kind === 'DocumentMarkerMissing';
}

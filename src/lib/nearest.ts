/** The real name that a misspelt one is nearest to. */

/** More edits than this are another word, however long the word is. */
const mostEdits = 8;

/**
 * The candidate with the fewest edits to `word`, or undefined if none is near. An edit inserts, deletes or replaces a
 * character or swaps two neighbors; case does not count. Near is up to a third of the candidate's length, at least 1
 * and at most `most` edits. Of equals the first wins. Time and memory depend on the candidates' lengths, not on the word's.
 */
export function nearest(word: string, candidates: Iterable<string>, most = mostEdits): string | undefined {
  if (word === '') return undefined;
  let best: string | undefined;
  let bestEdits = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const allowed = Math.min(Math.max(1, Math.floor(candidate.length / 3)), most, bestEdits - 1);
    if (Math.abs(candidate.length - word.length) > allowed) continue;
    const edits = distance(word.toLowerCase(), candidate.toLowerCase(), allowed);
    if (edits > allowed) continue;
    best = candidate;
    bestEdits = edits;
  }
  return best;
}

/**
 * The optimal string alignment distance: Damerau-Levenshtein in which no character is edited twice. Gives up with some
 * number above `most` as soon as the distance must be above it.
 */
function distance(a: string, b: string, most: number): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let edits = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      if (swapped) edits = Math.min(edits, at(beforeLast, j - 2) + 1);
      row.push(edits);
      least = Math.min(least, edits);
    }
    if (least > most) return least;
    beforeLast = last;
    last = row;
  }
  return at(last, b.length);
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY;
}

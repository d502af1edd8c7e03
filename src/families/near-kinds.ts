/** Misspelt kinds, which have no needle of their own: they are looked for where one of the API groups is. */

/**
 * The groups of families whose needles are kinds: a group would make a needle of every network policy. One pattern, whose
 * alternatives end alike, is as fast as the search for one of them.
 */
const groups = /(?:calico\.org|cilium\.io|antrea\.io)\\?\/v/;
const kinds = /\bkind["']?\s*:\s*["']?([A-Za-z]{5,40})\b/g;

/** The words of a text that stand for a kind, each once, and are near to one. */
export function nearKinds(whole: string, isNear: (kind: string) => boolean): string[] {
  if (!groups.test(whole)) return [];
  const words = new Set<string>();
  for (const [, word] of whole.matchAll(kinds)) if (word !== undefined) words.add(word);
  return [...words].filter(isNear);
}

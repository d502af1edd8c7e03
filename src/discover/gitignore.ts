/**
 * One .gitignore file: its patterns as git reads them (gitignore(5), git/git dir.c and wildmatch.c).
 *
 * Matched by our own code on minimatch, because the patterns of a stranger made the `ignore` package hang. A pattern
 * over its bounds ignores nothing, so that more is read; so do comparisons over the budget of a run. Patterns without
 * wildcards are looked up.
 */
import { nameOf } from '../lib/paths.ts';

/** What a file says of a path: the last pattern that matches decides; undefined where none does. */
export type Verdict = 'ignored' | 'kept' | undefined;

interface Pattern {
  readonly verdict: 'ignored' | 'kept';
  readonly foldersOnly: boolean;
  /** Without a slash a pattern is about names; with one, about paths from the .gitignore's own folder. */
  readonly about: 'name' | 'path';
  /** What it matches where it holds no wildcards. */
  readonly literal: string | undefined;
  matches(text: string): boolean;
}

/** Files of people have fewer and shorter patterns. What is dropped ignores nothing, so that more is read, not less. */
const mostPatterns = 5_000;
const longestPattern = 4_096;

/**
 * Comparisons of a run, counted by the length of what is compared: thousands of patterns times thousands of files would
 * take longer than the check. Beyond them nothing is ignored, so that more is read, not less.
 */
export interface Budget {
  left: number;
}

/** What a .gitignore says of a path below its folder. */
export type Ask = (path: string, isFolder: boolean) => Verdict;

export const mostComparisons = 20_000_000;

/** Reads the text of a .gitignore. The matcher is no regular expression of the whole, so that no pattern makes it slow. */
export async function parseGitignore(text: string, budget: Budget = { left: mostComparisons }): Promise<Ask> {
  const { Minimatch } = await import('minimatch');
  const options = {
    dot: true,
    nobrace: true,
    noext: true,
    nonegate: true,
    nocomment: true,
    platform: 'linux' as const,
  };
  const patterns = text
    .split('\n')
    .slice(0, mostPatterns)
    .map((line) => read(line.replace(/\r$/, ''), (glob) => new Minimatch(glob, options)))
    .filter((pattern) => pattern !== undefined);
  /** The last of the patterns without wildcards for each text, of files and of folders: they are looked up. */
  const literals = { name: new Map<string, Last>(), path: new Map<string, Last>() };
  const globs: [number, Pattern][] = [];
  for (const [i, pattern] of patterns.entries()) {
    if (pattern.literal === undefined) globs.push([i, pattern]);
    else {
      const last = literals[pattern.about].get(pattern.literal);
      literals[pattern.about].set(pattern.literal, { file: pattern.foldersOnly ? last?.file : i, folder: i });
    }
  }
  globs.reverse();
  return (path, isFolder) => {
    const name = nameOf(path);
    const at = isFolder ? 'folder' : 'file';
    const literal = Math.max(literals.name.get(name)?.[at] ?? -1, literals.path.get(path)?.[at] ?? -1);
    for (const [i, pattern] of globs) {
      if (i < literal) break;
      if (pattern.foldersOnly && !isFolder) continue;
      const text = pattern.about === 'name' ? name : path;
      budget.left -= 1 + (text.length >> 6);
      if (budget.left < 0) return undefined;
      if (pattern.matches(text)) return pattern.verdict;
    }
    return patterns[literal]?.verdict;
  };
}

interface Last {
  readonly file: number | undefined;
  readonly folder: number;
}

type Compile = (glob: string) => { match(text: string): boolean };

function read(line: string, compile: Compile): Pattern | undefined {
  if (line.startsWith('#') || line.length > longestPattern) return undefined;
  const negated = line.startsWith('!');
  // Blanks at the end do not count, unless a backslash stands before them.
  const trimmed = line.slice(negated ? 1 : 0).replace(/(?<!\\) +$/, '');
  const foldersOnly = trimmed.endsWith('/');
  const body = foldersOnly ? trimmed.slice(0, -1) : trimmed;
  const glob = body.replace(/^\//, '');
  if (glob === '') return undefined;
  const isLiteral = !/[*?[\\]/.test(glob);
  const matcher = isLiteral ? undefined : compile(glob);
  return {
    verdict: negated ? 'kept' : 'ignored',
    foldersOnly,
    about: body.includes('/') ? 'path' : 'name',
    literal: isLiteral ? glob : undefined,
    matches: (text) => matcher?.match(text) === true,
  };
}

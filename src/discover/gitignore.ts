/** One .gitignore file: its patterns as git reads them (gitignore(5), git/git dir.c and wildmatch.c). */

/** What a file says of a path: the last pattern that matches decides; undefined where none does. */
export type Verdict = 'ignored' | 'kept' | undefined;

interface Pattern {
  readonly verdict: 'ignored' | 'kept';
  readonly foldersOnly: boolean;
  /** Without a slash a pattern is about names; with one, about paths from the .gitignore's own folder. */
  readonly about: 'name' | 'path';
  matches(text: string): boolean;
}

/** Files of people have fewer and shorter patterns. What is dropped ignores nothing, so that more is read, not less. */
const mostPatterns = 5_000;
const longestPattern = 4_096;

/** Reads the text of a .gitignore. The matcher is no regular expression of the whole, so that no pattern makes it slow. */
export async function parseGitignore(text: string): Promise<(path: string, isFolder: boolean) => Verdict> {
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
    .filter((pattern) => pattern !== undefined)
    .reverse();
  return (path, isFolder) => {
    const name = path.slice(path.lastIndexOf('/') + 1);
    return patterns.find(
      (pattern) => (isFolder || !pattern.foldersOnly) && pattern.matches(pattern.about === 'name' ? name : path),
    )?.verdict;
  };
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
    matches: (text) => (matcher === undefined ? text === glob : matcher.match(text)),
  };
}

/** Path globs of the config: `*`, `?`, `[…]`, `{a,b}` and `**`. */
import { nameOf } from './paths.ts';

/** A pattern, or the patterns that one with braces stands for, may not be more than this; further ones are dropped. */
const mostAlternatives = 1000;

/**
 * A test for paths that are relative to the folder of the patterns, with forward slashes. A pattern is anchored there
 * and matches the whole path. One whose last part has no wildcard, or that ends in `/`, also means all that is below:
 * `vendor`, `clusters/*` + `/`. Names that begin with a dot are names like others; no wildcard matches `..`, so that a
 * pattern stays in its folder unless it says otherwise. The matcher is loaded only if there are patterns; it uses no
 * regular expressions, so that no pattern makes it slow.
 */
export async function globs(patterns: readonly string[]): Promise<(path: string) => boolean> {
  if (patterns.length === 0) return () => false;
  const { Minimatch } = await import('minimatch');
  const matchers = patterns.flatMap(alternatives).map(
    (pattern) =>
      new Minimatch(pattern, {
        dot: true,
        noext: true,
        nonegate: true,
        nocomment: true,
        braceExpandMax: mostAlternatives,
      }),
  );
  return (path) => matchers.some((matcher) => matcher.match(path));
}

function alternatives(pattern: string): string[] {
  const plain = pattern.replace(/^(?:\.\/)+/, '').replace(/\/+$/, '');
  if (plain === '' || plain === '.') return ['**'];
  const last = nameOf(plain);
  const below = pattern.endsWith('/') || !/[*?[{]/.test(last);
  return below ? [plain, `${plain}/**`] : [plain];
}

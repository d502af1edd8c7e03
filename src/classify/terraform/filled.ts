/** Values of a plan with stand-ins where it does not tell them, or calls them sensitive. */
import { isObject } from '../../lib/json.ts';
import { namesSecret } from '../../lib/secret-words.ts';
import type { Json, Path } from '../../model/document.ts';

/** What stands for a value that is known only after apply: a placeholder, which leaves open whatever rests on it. */
export const unknownText = '${known_after_apply}';

/** The same for one that Terraform calls sensitive, and that no rule may tell. */
const sensitiveText = '${sensitive_in_the_plan}';

/**
 * The value with stand-ins where `unknown`, a tree of its shape, is true. Of what is not known at all `after` has nothing, or null
 * in lists.
 */
export function filled(value: Json | undefined, unknown: Json | undefined): Json | undefined {
  if (unknown === true) return unknownText;
  if (Array.isArray(unknown) && unknown.some(holdsTrue)) {
    const items: readonly Json[] = Array.isArray(value) ? value : [];
    return Array.from(
      { length: Math.max(items.length, unknown.length) },
      (_, i) => filled(items[i], unknown[i]) ?? null,
    );
  }
  if (!isObject(unknown) || !holdsTrue(unknown)) return value;
  const members = new Map(isObject(value) ? Object.entries(value) : []);
  for (const [key, tree] of Object.entries(unknown)) {
    const member = filled(members.get(key), tree);
    if (member !== undefined) members.set(key, member);
  }
  return Object.fromEntries(members);
}

function holdsTrue(tree: Json): boolean {
  if (Array.isArray(tree)) return tree.some(holdsTrue);
  return isObject(tree) ? Object.values(tree).some(holdsTrue) : tree === true;
}

/**
 * The value without what is sensitive in it, and the paths of all that is. A single value is replaced. What holds others stays,
 * a text of several lines too, and so does what is a secret by its name, of which only its length is told.
 */
export function withoutSensitive(value: Json, tree: Json | undefined): { value: Json; paths: readonly Path[] } {
  const paths: Path[] = [];
  const visit = (part: Json, sensitive: Json | undefined, path: Path): Json => {
    if (sensitive === true) {
      paths.push(path);
      const isKept =
        typeof part === 'object' ||
        typeof part === 'boolean' ||
        part === unknownText ||
        (typeof part === 'string' && part.includes('\n')) ||
        path.some((step) => namesSecret(String(step)));
      return isKept ? part : sensitiveText;
    }
    if (Array.isArray(part) && Array.isArray(sensitive))
      return part.map((item, i) => visit(item, sensitive[i], [...path, i]));
    if (!isObject(part) || !isObject(sensitive) || !holdsTrue(sensitive)) return part;
    const members = Object.entries(part).map(([key, member]): [string, Json] => [
      key,
      visit(member, Object.hasOwn(sensitive, key) ? sensitive[key] : undefined, [...path, key]),
    ]);
    return Object.fromEntries(members);
  };
  return { value: visit(value, tree, []), paths };
}

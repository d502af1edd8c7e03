/** Names of objects that are one typing error apart, and not two of a series. */

/** Longer names are near to none: telling takes the square of a name's length. */
const longest = 80;

/** Names that leave one text when a character is dropped; further ones are not kept. */
const mostAlike = 8;

/**
 * Which of `known` each name is near to: by the name, the near ones in their order, at most a few. A name that is itself
 * among them is near to none. Takes time by the lengths of all names, not by pairs of them.
 */
export function nearNames(names: Iterable<string>, known: Iterable<string>): ReadonlyMap<string, readonly string[]> {
  const there = new Set(known);
  const missing = [...new Set(names)].filter((name) => !there.has(name) && name.length <= longest);
  const near = new Map<string, readonly string[]>();
  if (missing.length === 0) return near;
  const alike = new Map<string, string[]>();
  const lengths = new Set<number>();
  for (const name of missing) {
    for (const rest of shortened(name)) {
      if (!alike.has(rest)) alike.set(rest, []);
      lengths.add(rest.length);
    }
  }
  const mayBeNear = (name: string) => {
    const { length } = name.toLowerCase();
    return name.length <= longest && (lengths.has(length) || lengths.has(length - 1));
  };
  for (const name of [...there].filter(mayBeNear).sort()) {
    for (const rest of shortened(name)) {
      const others = alike.get(rest);
      if (others !== undefined && others.length < mostAlike) others.push(name);
    }
  }
  for (const name of missing) {
    const found = new Set<string>();
    for (const rest of shortened(name))
      for (const other of alike.get(rest) ?? []) if (isTypo(name, other)) found.add(other);
    if (found.size > 0) near.set(name, [...found].sort());
  }
  return near;
}

/** A name and what is left of it without one of its characters that is no digit, in lower case. */
function shortened(name: string): ReadonlySet<string> {
  const lower = name.toLowerCase();
  const rests = new Set([lower]);
  for (let i = 0; i < lower.length; i++) if (!isDigit(lower[i])) rests.add(`${lower.slice(0, i)}${lower.slice(i + 1)}`);
  return rests;
}

/**
 * True if a name is another with one character more, less or changed, or with two neighbors swapped; case does not count.
 * Not where what differs may tell two of a series apart: a digit (`tor-1`, `tor-2`), or a letter of a short word (`pool-a`,
 * `pool-b`, `eu-de`, `eu-dk`, `lan`, `wan`).
 */
export function isTypo(one: string, other: string): boolean {
  const a = one.toLowerCase();
  const b = other.toLowerCase();
  if (a === b) return one !== other;
  if (Math.min(a.length, b.length) < 3) return false;
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start++;
  let end = 0;
  while (end < Math.min(a.length, b.length) - start && a.at(-1 - end) === b.at(-1 - end)) end++;
  const left = a.slice(start, a.length - end);
  const right = b.slice(start, b.length - end);
  if (/\d/.test(left + right)) return false;
  if (left.length === 2 && right.length === 2) return left[0] === right[1] && left[1] === right[0];
  if (left.length > 1 || right.length > 1) return false;
  const wordOf = (text: string, at: number) => /[a-z]*$/.exec(text.slice(0, at))?.[0].length ?? 0;
  const before = wordOf(a, start);
  const after = /^[a-z]*/.exec(a.slice(a.length - end))?.[0].length ?? 0;
  const letters = before + after;
  if (left.length === right.length) return letters > 2 || (letters === 2 && before > 0);
  return letters > 0 || !/[a-z]/.test(left + right);
}

function isDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '0' && character <= '9';
}

/** Durations as Go writes them. */

/** Nanoseconds in a unit (Go's time.ParseDuration). */
const units: ReadonlyMap<string, number> = new Map([
  ['ns', 1],
  ['us', 1e3],
  ['µs', 1e3],
  ['μs', 1e3],
  ['ms', 1e6],
  ['s', 1e9],
  ['m', 60e9],
  ['h', 3600e9],
]);

/** The longest duration in nanoseconds; Go's own bound, 2^63 - 1, is the same number in 64-bit floats. */
const longest = 2 ** 63;

const digits = /[0-9]*/y;
const unit = /[^.0-9]*/y;

/**
 * The seconds of a duration such as `120s`, `2m30s` or `1.5h`, as Go's time.ParseDuration reads it; undefined for what it
 * refuses: a number without a unit (but `0`), blanks, other units, more than 290 years, nothing. Reads each character once.
 */
export function parseDuration(text: string): number | undefined {
  const sign = text.startsWith('-') || text.startsWith('+') ? 1 : 0;
  if (text.length === sign + 1 && text.endsWith('0')) return 0;
  let nanoseconds = 0;
  let at = sign;
  const take = (pattern: RegExp): string => {
    pattern.lastIndex = at;
    const [found = ''] = pattern.exec(text) ?? [];
    at += found.length;
    return found;
  };
  while (at < text.length) {
    const whole = take(digits);
    const point = text[at] === '.' ? 1 : 0;
    at += point;
    const fraction = point === 0 ? '' : take(digits);
    const factor = units.get(take(unit));
    if (whole + fraction === '' || factor === undefined) return undefined;
    nanoseconds += Number(`${whole}.${fraction}`) * factor;
  }
  if (at === sign || nanoseconds >= longest) return undefined;
  return (text.startsWith('-') ? -nanoseconds : nanoseconds) / 1e9;
}

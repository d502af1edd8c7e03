/** Durations as Go writes them. */

/** Seconds in a unit (Go's time.ParseDuration). */
const units: ReadonlyMap<string, number> = new Map([
  ['ns', 1e-9],
  ['us', 1e-6],
  ['µs', 1e-6],
  ['μs', 1e-6],
  ['ms', 1e-3],
  ['s', 1],
  ['m', 60],
  ['h', 3600],
]);

/**
 * The seconds of a duration such as `120s`, `2m30s` or `1.5h`, as Go's time.ParseDuration reads it; undefined for what it
 * refuses: a number without a unit (but `0`), blanks, other units, nothing.
 */
export function parseDuration(text: string): number | undefined {
  const [, sign, rest = ''] = /^([+-]?)(.*)$/s.exec(text) ?? [];
  if (rest === '0') return 0;
  const part = /(\d+\.?\d*|\.\d+)(ns|us|µs|μs|ms|s|m|h)/y;
  let seconds = 0;
  let end = 0;
  for (let found = part.exec(rest); found !== null; found = part.exec(rest)) {
    seconds += Number(found[1]) * (units.get(found[2] ?? '') ?? 0);
    end = part.lastIndex;
  }
  if (end === 0 || end !== rest.length) return undefined;
  return sign === '-' ? -seconds : seconds;
}

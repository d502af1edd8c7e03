/** Numbers and orders of the page, beside those of src/report/text. */
import { levels } from '../../lib/rules.ts';
import type { ShownFinding } from '../protocol.ts';

/** `12 characters`, `3.4 kB`, `1.2 MB`. */
export function size(characters: number): string {
  if (characters < 1000) return `${characters} ${characters === 1 ? 'character' : 'characters'}`;
  const [number, unit] = characters < 1_000_000 ? [characters / 1000, 'kB'] : [characters / 1_000_000, 'MB'];
  return `${number.toFixed(1)} ${unit}`;
}

/** What freezes BGP, then errors, warnings and notes, each in the order of the report: as a terminal has them. */
export function mostUrgentFirst(findings: readonly ShownFinding[]): readonly ShownFinding[] {
  const freezing = new Set(findings.filter(({ freezes }) => freezes));
  const others = levels.flatMap((level) => findings.filter((one) => one.level === level && !freezing.has(one)));
  return [...freezing, ...others];
}

/** Marks of packets and connections, bit by bit. */
import type { Bits, State } from './packet.ts';
import type { MarkChange, Ruleset } from './ruleset.ts';

/** The state after a rule has changed a mark. */
export function changedMark(state: State, field: 'mark' | 'ct_mark', change: MarkChange): State {
  const [own, other] = field === 'mark' ? [state.mark, state.ctMark] : [state.ctMark, state.mark];
  const mark = changed(own, other, change);
  return field === 'mark' ? { ...state, mark } : { ...state, ctMark: mark };
}

const nothing: Bits = { known: 0, value: 0 };

function changed(own: Bits, other: Bits, change: MarkChange): Bits {
  if (change === 'unknown') return nothing;
  if ('xor' in change) {
    // A bit that is taken away is known to be 0, whatever it was.
    const known = (own.known | ~change.and) >>> 0;
    return { known, value: (((own.value & change.and) ^ change.xor) & known) >>> 0 };
  }
  const known = ((own.known | ~change.keep) & (other.known | ~change.copy)) >>> 0;
  return { known, value: (((own.value & change.keep) ^ (other.value & change.copy)) & known) >>> 0 };
}

/**
 * The marks with which packets come: 0, in the bits that a rule of the dump changes. The others are changed by nothing that is
 * known, so that a rule that asks for them is there for what something else marks (a program in the kernel, a socket).
 */
export function marksAtFirst({ chains }: Ruleset): { readonly mark: Bits; readonly ctMark: Bits } {
  const written = { mark: 0, ct_mark: 0 };
  for (const { rules } of chains) {
    for (const { statements } of rules) {
      for (const statement of statements) {
        if (statement.is === 'mark') written[statement.field] |= bitsOf(statement.change);
      }
    }
  }
  return { mark: { known: written.mark >>> 0, value: 0 }, ctMark: { known: written.ct_mark >>> 0, value: 0 } };
}

function bitsOf(change: MarkChange): number {
  if (change === 'unknown') return 0;
  return 'xor' in change ? ~change.and | change.xor : ~change.keep | change.copy;
}

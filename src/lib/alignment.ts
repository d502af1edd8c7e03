/** Two texts, line by line: what stays, what goes, what comes. */

/** A line of a text, and its number from 1. */
export interface Line {
  readonly number: number;
  readonly text: string;
}

/** A line that stays (both), one that goes (`old` alone), one that comes (`fresh` alone), or one that is changed (both, `changed`). */
export interface Row {
  readonly old?: Line;
  readonly fresh?: Line;
  readonly changed: boolean;
}

/** The texts side by side, with as many lines that stay as can be. The work is that of all pairs of lines: for examples. */
export function aligned(before: string, after: string): readonly Row[] {
  const [old, fresh] = [linesOf(before), linesOf(after)];
  const kept = lengths(old, fresh);
  const rows: Row[] = [];
  let gone: Line[] = [];
  let come: Line[] = [];
  const flush = () => {
    for (let i = 0; i < Math.max(gone.length, come.length); i++) rows.push(row(gone[i], come[i]));
    gone = [];
    come = [];
  };
  let [i, j] = [0, 0];
  for (;;) {
    const [one, other] = [old[i], fresh[j]];
    if (one === undefined && other === undefined) break;
    if (one !== undefined && other !== undefined && one.text === other.text) {
      flush();
      rows.push({ old: one, fresh: other, changed: false });
      i++;
      j++;
    } else if (one !== undefined && (other === undefined || keptFrom(kept, i + 1, j) >= keptFrom(kept, i, j + 1))) {
      gone.push(one);
      i++;
    } else if (other !== undefined) {
      come.push(other);
      j++;
    }
  }
  flush();
  return rows;
}

function row(old: Line | undefined, fresh: Line | undefined): Row {
  return { ...(old === undefined ? {} : { old }), ...(fresh === undefined ? {} : { fresh }), changed: true };
}

function linesOf(text: string): readonly Line[] {
  return text === '' ? [] : text.split('\n').map((line, index) => ({ number: index + 1, text: line }));
}

/** How many lines can stay from line i of the one and line j of the other on. */
function lengths(old: readonly Line[], fresh: readonly Line[]): readonly (readonly number[])[] {
  const table = Array.from({ length: old.length + 1 }, () => new Array<number>(fresh.length + 1).fill(0));
  for (let i = old.length - 1; i >= 0; i--) {
    const here = table[i] ?? [];
    for (let j = fresh.length - 1; j >= 0; j--) {
      here[j] =
        old[i]?.text === fresh[j]?.text
          ? keptFrom(table, i + 1, j + 1) + 1
          : Math.max(keptFrom(table, i + 1, j), keptFrom(table, i, j + 1));
    }
  }
  return table;
}

function keptFrom(table: readonly (readonly number[])[], i: number, j: number): number {
  return table[i]?.[j] ?? 0;
}

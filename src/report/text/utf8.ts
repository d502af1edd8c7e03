/** Counts in bytes of UTF-8, for formats that want them. */

const stride = 4096;

/** How many bytes of UTF-8 a text takes. */
export function utf8Length(text: string): number {
  return bytesOf(text, 0, text.length);
}

/**
 * Turns columns of a line from UTF-16 units into bytes of UTF-8; both start at 1. A column behind the line's end becomes
 * that end. What was counted is kept at every `stride` units, because the line may be a whole plan with many findings.
 */
export function byteColumns(line: string): (column: number) => number {
  const counted = [0];
  return (column) => {
    const units = Math.min(Math.max(column, 1) - 1, line.length);
    const strides = Math.floor(units / stride);
    for (let known = counted.length; known <= strides; known++) {
      counted.push((counted[known - 1] ?? 0) + bytesOf(line, (known - 1) * stride, known * stride));
    }
    return (counted[strides] ?? 0) + bytesOf(line, strides * stride, units) + 1;
  };
}

/** Half of a surrogate pair counts two of its four bytes, so that a border may lie within it. */
function bytesOf(text: string, from: number, to: number): number {
  let bytes = 0;
  for (let index = from; index < to; index++) {
    const unit = text.charCodeAt(index);
    if (unit < 0x80) bytes += 1;
    else if (unit < 0x800 || (unit >= 0xd800 && unit <= 0xdfff)) bytes += 2;
    else bytes += 3;
  }
  return bytes;
}

/** Counts what searches look at, so that growth is a number and no matter of time. */

type Search = 'indexOf' | 'lastIndexOf' | 'includes';

/** The characters that the searches of `String` and the pieces cut of strings have passed while `work` ran. */
export function charactersPassed(work: () => void): number {
  const { indexOf, lastIndexOf, includes, slice } = String.prototype;
  let passed = 0;
  const replace = (name: Search | 'slice', by: unknown) =>
    Object.defineProperty(String.prototype, name, { value: by, configurable: true, writable: true });
  replace('indexOf', function (this: string, part: string, from = 0) {
    const at = indexOf.call(this, part, from);
    passed += (at === -1 ? this.length : at) - from + 1;
    return at;
  });
  replace('lastIndexOf', function (this: string, part: string, from = this.length) {
    const at = lastIndexOf.call(this, part, from);
    passed += from - at + 1;
    return at;
  });
  replace('includes', function (this: string, part: string, from = 0) {
    const at = indexOf.call(this, part, from);
    passed += (at === -1 ? this.length : at) - from + 1;
    return at !== -1;
  });
  replace('slice', function (this: string, from?: number, to?: number) {
    const piece = slice.call(this, from, to);
    passed += piece.length;
    return piece;
  });
  try {
    work();
  } finally {
    replace('indexOf', indexOf);
    replace('lastIndexOf', lastIndexOf);
    replace('includes', includes);
    replace('slice', slice);
  }
  return passed;
}

/** Order of texts by UTF-16 units, the same in every language of the system, and of numbers. */
export function compare<Item extends string | number | bigint>(a: Item, b: Item): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

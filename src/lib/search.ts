/** Binary search. */

/** The index of the first item for which `isAtLeast` holds, in a list where it holds for all that follow; else its length. */
export function firstWhere<Item>(items: readonly Item[], isAtLeast: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    // `middle` lies in the list.
    if (isAtLeast(items[middle] as Item)) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Pairs side by side: most of a run is waiting. */
export async function many<Item>(items: readonly Item[], run: (item: Item) => Promise<void>): Promise<void> {
  const together = Number(process.env['BGPLINT_LAB_TOGETHER'] ?? 10);
  let next = 0;
  const worker = async () => {
    for (let item = items[next]; item !== undefined; item = items[next]) {
      next += 1;
      await run(item);
    }
  };
  await Promise.all(Array.from({ length: together }, worker));
}

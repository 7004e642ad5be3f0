export interface Portions<Item> {
  /** Keeps an item; with the last of a portion, the portion is written. */
  add: (item: Item) => Promise<void>;
  /** Writes what is left. */
  flush: () => Promise<void>;
}

/** Writes what comes one by one so many at a time. */
export function inPortions<Item>(
  size: number,
  write: (items: readonly Item[]) => Promise<void>,
): Portions<Item> {
  let kept: Item[] = [];
  const flush = async (): Promise<void> => {
    const items = kept;
    kept = [];
    if (items.length > 0) await write(items);
  };
  const add = async (item: Item): Promise<void> => {
    kept.push(item);
    if (kept.length >= size) await flush();
  };
  return { add, flush };
}

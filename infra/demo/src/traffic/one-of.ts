/**
 * One of several; `random` is from 0 up to 1.
 * @throws RangeError where there is none.
 */
export function oneOf<Item>(items: readonly Item[], random: () => number): Item {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new RangeError('there is nothing to choose from');
  return item;
}

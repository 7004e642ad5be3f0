import type { Randomness } from '../randomness.ts';
import { choice, type ValueOf } from './define-switch.ts';

export const listOrder = choice({
  title: 'Order of lists',
  explains: 'No document promises an order, so pages may overlap and leave rows out.',
  standard: 'stable',
  choices: {
    stable: 'oldest first, always',
    unstable: 'another order with every request',
  },
});

type Ordering = <Row extends { id: string }>(rows: Row[], randomness: Randomness) => Row[];

const ORDERINGS = {
  stable: (rows) => rows,
  unstable: (rows, randomness) => {
    const shuffle = randomness.uuid('shuffle');
    return rows
      .map((row) => ({ row, place: randomness.fractionFor(`${shuffle} ${row.id}`) }))
      .toSorted((left, right) => left.place - right.place)
      .map(({ row }) => row);
  },
} satisfies Record<ValueOf<typeof listOrder>, Ordering>;

/** Puts the rows of a list into the order in which they are cut into pages. */
export function inListOrder<Row extends { id: string }>(
  chosen: ValueOf<typeof listOrder>,
  rows: Row[],
  randomness: Randomness,
): Row[] {
  return ORDERINGS[chosen](rows, randomness);
}

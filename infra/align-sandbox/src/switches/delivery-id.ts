import type { Randomness } from '../randomness.ts';
import { choice, type ValueOf } from './define-switch.ts';

export const deliveryId = choice({
  title: 'Delivery id',
  explains:
    'S3 calls X-Align-Delivery-Id unique for an attempt in one line and the key of de-duplication in another.',
  standard: 'per-delivery',
  choices: {
    'per-delivery': 'the header carries the body’s id at every attempt',
    'per-attempt': 'the header carries a new id at every attempt',
  },
});

type Attempted = { id: string; attempts: number };

const HEADER_IDS = {
  'per-delivery': ({ id }) => id,
  'per-attempt': ({ id, attempts }, randomness) => randomness.uuidFor(`attempt ${id} ${attempts}`),
} satisfies Record<ValueOf<typeof deliveryId>, (delivery: Attempted, randomness: Randomness) => string>;

/** The id of an attempt as its header says it; the signed body's own id never changes. */
export function headerIdOf(
  chosen: ValueOf<typeof deliveryId>,
  delivery: Attempted,
  randomness: Randomness,
): string {
  return HEADER_IDS[chosen](delivery, randomness);
}

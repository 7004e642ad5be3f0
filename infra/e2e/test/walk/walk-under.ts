import type { Combination } from '../../src/matrix/combinations.ts';
import type { WalkedSystem } from '../../src/walked-system.ts';
import type { Ended } from './steps/disconnect.ts';
import { walkThrough } from './walk.ts';

/** Walks the whole path in an Align that is empty and awkward in these ways. */
export async function walkUnder(system: WalkedSystem, { changes }: Combination): Promise<Ended> {
  await system.control('POST', '/reset');
  await system.control('PATCH', '/switches', changes);
  const decisions = changes.droppedDeliveries === undefined;
  const locks = decisions && changes.eventCatalog !== 's3';
  return walkThrough(system, { isTimed: false, tellsOf: { decisions, locks } });
}

import { z } from 'zod';
import { approvedStatus } from './approved-status.ts';
import type { Switch, ValueOf } from './define-switch.ts';
import { delayedDeliveries } from './delayed-deliveries.ts';
import { deliveryId } from './delivery-id.ts';
import { doubledDeliveries } from './doubled-deliveries.ts';
import { droppedDeliveries } from './dropped-deliveries.ts';
import { eventCatalog } from './event-catalog.ts';
import { headerTime } from './header-time.ts';
import { listOrder } from './list-order.ts';
import { longestDelayMs } from './longest-delay.ts';
import { rateCounting } from './rate-counting.ts';
import { rateLimit } from './rate-limit.ts';
import { reorderedDeliveries } from './reordered-deliveries.ts';
import { retryAfter } from './retry-after.ts';
import { reusedKey } from './reused-key.ts';
import { secretRotation } from './secret-rotation.ts';
import { unlockedStatus } from './unlocked-status.ts';

/** Everything that can be turned, in the order the page shows it. */
export const SWITCHES = {
  eventCatalog,
  approvedStatus,
  unlockedStatus,
  deliveryId,
  headerTime,
  secretRotation,
  doubledDeliveries,
  reorderedDeliveries,
  delayedDeliveries,
  longestDelayMs,
  droppedDeliveries,
  reusedKey,
  rateLimit,
  rateCounting,
  retryAfter,
  listOrder,
} as const satisfies Record<string, Switch<never> | Switch<string> | Switch<number>>;

export type SwitchName = keyof typeof SWITCHES;
export type SwitchValues = { [Name in SwitchName]: ValueOf<(typeof SWITCHES)[Name]> };

export type SwitchChanges = { [Name in SwitchName]?: SwitchValues[Name] | undefined };

/** Some switches with the values they are turned to; an unknown name is refused. */
export const SwitchChanges: z.ZodType<SwitchChanges> = z
  .strictObject(Object.fromEntries(Object.entries(SWITCHES).map(([name, { model }]) => [name, model])))
  .partial();

/** How every switch stands until it is turned. */
export function standardValues(): SwitchValues {
  return Object.fromEntries(
    Object.entries(SWITCHES).map(([name, { standard }]) => [name, standard]),
  ) as SwitchValues;
}

import type { Sandbox } from '../sandbox.ts';
import type { DeliveryRow } from '../store/rows.ts';
import type { SwitchName } from '../switches/switches.ts';
import { OVERTAKING_MS } from '../switches/reordered-deliveries.ts';

type Fate = Pick<DeliveryRow, 'status' | 'nextAttemptAtMs' | 'isDoubled' | 'isHeldBack'>;

type Fated = Pick<DeliveryRow, 'id' | 'subscriptionId' | 'entityId'> & { nowMs: number };

/** Decides, by its id and the seed, whether a delivery is dropped, doubled, delayed or to be overtaken. */
export function drawFate({ switches, randomness, store }: Sandbox, fated: Fated): Fate {
  const { id, subscriptionId, entityId, nowMs } = fated;
  const share = (what: string) => randomness.fractionFor(`${what} ${id}`);
  const meets = (name: Extract<SwitchName, `${string}Deliveries`>) => share(name) < switches.get(name);
  const isDoubled = meets('doubledDeliveries');
  if (meets('droppedDeliveries'))
    return { status: 'dropped', nextAttemptAtMs: null, isDoubled, isHeldBack: false };
  const isOvertaking = store.deliveries.first({ subscriptionId, entityId, isHeldBack: true }) !== undefined;
  const isHeldBack = meets('reorderedDeliveries') && !isOvertaking;
  const delayMs = meets('delayedDeliveries') ? Math.ceil(share('delay') * switches.get('longestDelayMs')) : 0;
  const waitMs = Math.max(delayMs, isHeldBack ? OVERTAKING_MS : 0);
  return { status: 'pending', nextAttemptAtMs: nowMs + waitMs, isDoubled, isHeldBack };
}

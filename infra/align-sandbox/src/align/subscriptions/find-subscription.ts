import type { Sandbox } from '../../sandbox.ts';
import type { SubscriptionRow } from '../../store/rows.ts';
import type { Caller } from '../caller.ts';

/** A webhook subscription of the caller's own organization. */
export function findSubscription(sandbox: Sandbox, caller: Caller, id: string): SubscriptionRow | undefined {
  const subscription = sandbox.store.subscriptions.get(id);
  return subscription?.organizationId === caller.organizationId ? subscription : undefined;
}

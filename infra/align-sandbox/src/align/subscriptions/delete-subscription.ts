import type { Sandbox } from '../../sandbox.ts';
import { type Answer, noContent, notFound } from '../answer.ts';
import type { Caller } from '../caller.ts';
import { findSubscription } from './find-subscription.ts';

/** Ends a subscription; its deliveries go with it, those still waiting included. */
export function deleteSubscription(sandbox: Sandbox, caller: Caller, id: string): Answer {
  if (findSubscription(sandbox, caller, id) === undefined) return notFound('The webhook subscription');
  sandbox.store.subscriptions.remove(id);
  sandbox.store.deliveries.removeWhere({ subscriptionId: id });
  return noContent();
}

import type { Database } from '@illumera/schema';
import { writeLink } from '../../links/write-link.ts';
import type { Outcome } from '../outcome.ts';
import { releaseIntent } from './release-intent.ts';
import { linkScopeOf, type Settlement } from './settlement.ts';

/** Keeps the link of a first step; the intent is runnable again at once. */
export async function settleProgress(
  transaction: Database,
  { lease, intent }: Settlement,
  outcome: Extract<Outcome, { kind: 'progress' }>,
): Promise<void> {
  await writeLink(transaction, linkScopeOf(lease), outcome.link);
  await releaseIntent(transaction, intent, { error: null });
}

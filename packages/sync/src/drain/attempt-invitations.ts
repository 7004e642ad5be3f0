import type { CallRecord } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import type { Outcome } from '../outbox/outcome.ts';
import { linkScopeOf } from '../outbox/settle/settlement.ts';
import { type Invitation, toInvite } from '../push/find-invitations.ts';
import { pushInvitations } from '../push/push-invitations.ts';
import { attemptIntent } from './attempt-intent.ts';
import type { DrainOptions } from './drain-options.ts';

/**
 * Brings new users to Align in one call and settles each by itself. Where Align refuses the call as a whole, one of them may
 * be to blame, and each is tried alone.
 * @throws what is not about Align: the database's errors and LeaseLostError
 */
export async function attemptInvitations(
  database: Database,
  options: DrainOptions,
  invitations: Invitation[],
): Promise<Outcome[]> {
  const { lease, sender } = options;
  const lane = invitations.some(({ intent }) => intent.lane === 'live') ? 'live' : 'backfill';
  const sending = sender.begin(lane);
  try {
    const { align, calls } = sending;
    const pushed = await pushInvitations({ align, scope: linkScopeOf(lease), invitations });
    if (pushed.kind === 'answered') {
      await settleAll(options, { invitations, outcomes: pushed.outcomes, calls });
      return pushed.outcomes;
    }
  } finally {
    sending.end();
  }
  const alone = await Promise.all(invitations.map(({ intent }) => attemptIntent(database, options, intent)));
  return alone.flat();
}

async function settleAll(
  { lease, settle, maxAttempts, onSettled, onLost }: DrainOptions,
  batch: { invitations: Invitation[]; outcomes: Outcome[]; calls: CallRecord[] },
): Promise<void> {
  const settleOne = async (invitation: Invitation, index: number): Promise<void> => {
    const outcome = batch.outcomes[index];
    if (outcome === undefined) return;
    const { intent } = invitation;
    // Each shows its own part of the call.
    const body = JSON.stringify({ invites: [toInvite(invitation)] });
    const calls = batch.calls.map((call) => ({ ...call, body }));
    const settlement = { lease, intent, calls, maxAttempts };
    const settled = await settle({ settlement, outcome });
    if (settled === undefined) onLost?.(intent);
    else onSettled?.(intent, settled);
  };
  await Promise.all(batch.invitations.map(settleOne));
}

import { createHash } from 'node:crypto';
import type { AlignClient, BulkInvite } from '@illumera/align-client';
import type { LinkScope } from '../links/find-link.ts';
import type { NewLink } from '../links/write-link.ts';
import type { Outcome } from '../outbox/outcome.ts';
import { classifyError } from './classify-error.ts';
import { type Invitation, toInvite } from './find-invitations.ts';

export type PushedInvitations =
  /** What became of each, in the order in which they were given. */
  | { kind: 'answered'; outcomes: Outcome[] }
  /** Align refused the call as a whole. */
  | { kind: 'refused' };

/**
 * Brings up to 50 new users to Align in one call (S1 "POST /users/bulk-invite"). Align knows an address that it has invited
 * before, so that a repetition makes no second user.
 * @throws anything that is not Align's doing
 */
export async function pushInvitations(batch: {
  align: AlignClient;
  scope: LinkScope;
  invitations: Invitation[];
}): Promise<PushedInvitations> {
  const { align, invitations } = batch;
  try {
    const answer = await align.call('bulkInviteUsers', {
      idempotencyKey: batchKey(invitations),
      body: { invites: invitations.map(toInvite), sendInvite: false },
    });
    return {
      kind: 'answered',
      outcomes: invitations.map((invitation) => outcomeOf(invitation, batch, answer)),
    };
  } catch (error) {
    const outcome = classifyError(error);
    if (outcome === undefined) throw error;
    if (outcome.kind === 'dead') return { kind: 'refused' };
    return { kind: 'answered', outcomes: invitations.map(() => outcome) };
  }
}

/** The same as long as the same intents go together. */
function batchKey(invitations: Invitation[]): string {
  const ids = invitations.map(({ intent }) => intent.id).join();
  return `bulk_invite:${createHash('sha256').update(ids).digest('hex')}`;
}

function outcomeOf(
  { intent, user }: Invitation,
  { invitations }: { invitations: Invitation[] },
  answer: BulkInvite,
): Outcome {
  const result = findResult({ user, invitations, answer });
  if (result?.userId !== undefined) {
    const link: NewLink = {
      externalType: 'user',
      externalId: user.id,
      alignEntityType: 'user',
      alignEntityId: result.userId,
    };
    // Of one invited before without an answer Align may know an older name.
    if (intent.sentBefore !== null) return { kind: 'progress', link };
    // Whom Align knew already keeps the name that is there.
    const sent = result.created === false ? {} : { sent: { name: user.name, email: user.email } };
    return { kind: 'done', link, ...sent };
  }
  if (result?.error !== undefined && result.error !== null) {
    return {
      kind: 'dead',
      reason: `Align refuses the invitation: ${result.message ?? describe(result.error)}`,
    };
  }
  return { kind: 'retry', reason: 'Align answered the invitations without this user' };
}

/** By what we call the user, else by address, else by place where there are as many results as invitations. */
function findResult(asked: { user: Invitation['user']; invitations: Invitation[]; answer: BulkInvite }) {
  const { user, invitations, answer } = asked;
  const { results } = answer;
  const named = results.find((result) => result.externalRef?.externalId === user.id);
  if (named !== undefined) return named;
  const addressed = results.find((result) => result.email?.toLowerCase() === user.email.toLowerCase());
  if (addressed !== undefined) return addressed;
  const place = invitations.findIndex((invitation) => invitation.user.id === user.id);
  const placed = results.length === invitations.length ? results[place] : undefined;
  const isSomebodyElse = placed?.email !== undefined || placed?.externalRef !== undefined;
  return isSomebodyElse ? undefined : placed;
}

function describe(error: unknown): string {
  if (typeof error === 'string') return error;
  const message =
    typeof error === 'object' && error !== null && 'message' in error ? error.message : undefined;
  return typeof message === 'string' ? message : JSON.stringify(error);
}

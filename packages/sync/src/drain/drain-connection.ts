import { setTimeout as delay } from 'node:timers/promises';
import type { Database } from '@illumera/schema';
import { type ClaimedIntent, claimIntents } from '../outbox/claim-intents.ts';
import type { Outcome } from '../outbox/outcome.ts';
import { linkScopeOf } from '../outbox/settle/settlement.ts';
import { findInvitations } from '../push/find-invitations.ts';
import type { DrainLease } from './acquire-drain.ts';
import { attemptIntent } from './attempt-intent.ts';
import { attemptInvitations } from './attempt-invitations.ts';
import { hasRunnable } from './has-runnable.ts';
import { noteUsersTaken } from './note-users-taken.ts';
import type { Sender } from './sender.ts';
import { createUserTurn } from './user-turn.ts';

export interface DrainOptions {
  lease: DrainLease;
  sender: Sender;
  /** Failed attempts after which an intent is `failed`. */
  maxAttempts: number;
  /** Calls under way at once for one connection. */
  concurrency: number;
  /** No further intent is taken once this fires; what is under way is settled. */
  stopping: AbortSignal;
  /** Told of each attempt that has ended. */
  onSettled?: (intent: ClaimedIntent, outcome: Outcome) => void;
}

/** While calls are under way, what has become due meanwhile is looked for this often. */
const LOOK_AGAIN_MS = 250;
/** While users wait for their turn, what else has become due is looked for this often. */
const LOOK_SOON_MS = 50;
/** So many intents are taken before they have their slots, and more only once half of them have left. */
const TAKEN_AHEAD = 8;
/** Align's limit for one call (S1 "POST /users/bulk-invite"). */
const MAX_INVITATIONS = 50;

/** Outcomes after which nothing more of this connection may be sent for now. */
const ENDS_DRAIN: ReadonlySet<Outcome['kind']> = new Set(['rate_limited', 'paused', 'key_refused']);

/**
 * Sends what a connection has waiting until nothing is runnable. One hanging call holds its own entity, not the others.
 * @throws the database's errors; intents under way then stay `processing` until the lease is taken over
 */
export async function drainConnection(database: Database, options: DrainOptions): Promise<void> {
  const { lease, sender, concurrency, stopping } = options;
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const userTurn = createUserTurn(lease.usersTakenAgoMs);
  let mayTake = true;
  const start = (attempt: Promise<Outcome[]>): void => {
    const running = attempt
      .then((outcomes) => {
        if (outcomes.some((outcome) => ENDS_DRAIN.has(outcome.kind))) mayTake = false;
      })
      .catch((error: unknown) => {
        mayTake = false;
        failures.push(error);
      })
      .finally(() => underWay.delete(running));
    underWay.add(running);
  };
  const room = (): number => {
    if (!mayTake || stopping.aborted) return 0;
    const ahead = TAKEN_AHEAD - sender.waiting();
    return ahead < TAKEN_AHEAD / 2 ? 0 : Math.min(ahead, concurrency - underWay.size);
  };
  const take = async (limit: number): Promise<number> => {
    const users = userTurn.isOn() ? await takeUsers(database, options) : [];
    if (users.length > 0) userTurn.taken();
    users.forEach(start);
    const claimed = await claimIntents(database, lease, { what: 'others', limit });
    sender.expectMore(claimed.length === limit);
    for (const intent of claimed) start(attemptIntent(database, options, intent));
    return users.length + claimed.length;
  };
  for (;;) {
    const limit = room();
    const taken = limit > 0 ? await take(limit) : 0;
    if (taken > 0) continue;
    if (underWay.size > 0) await Promise.race([...underWay, delay(LOOK_AGAIN_MS)]);
    else if (limit > 0 && !userTurn.isOn() && (await hasRunnable(database, lease.connection)))
      await delay(Math.min(LOOK_SOON_MS, userTurn.inMs()), undefined, { signal: stopping }).catch(() => undefined);
    else break;
  }
  if (failures.length > 0) throw failures[0];
}

/** Takes the users that wait; new ones share a call, the others go one by one. */
async function takeUsers(database: Database, options: DrainOptions): Promise<Promise<Outcome[]>[]> {
  const { lease } = options;
  const claimed = await claimIntents(database, lease, { what: 'users', limit: MAX_INVITATIONS });
  if (claimed.length === 0) return [];
  await noteUsersTaken(database, lease);
  const { invitations, others } = await findInvitations(database, linkScopeOf(lease), claimed);
  const alone = invitations.length === 1 ? invitations.map(({ intent }) => intent) : [];
  const attempts = [...others, ...alone].map((intent) => attemptIntent(database, options, intent));
  if (invitations.length > 1) attempts.push(attemptInvitations(database, options, invitations));
  return attempts;
}

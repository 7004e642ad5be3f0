import { setTimeout as delay } from 'node:timers/promises';
import type { Database, OutboxLane } from '@illumera/schema';
import { claimIntents } from '../outbox/claim-intents.ts';
import type { Outcome } from '../outbox/outcome.ts';
import { linkScopeOf } from '../outbox/settle/settlement.ts';
import { findInvitations } from '../push/find-invitations.ts';
import { attemptIntent } from './attempt-intent.ts';
import { attemptInvitations } from './attempt-invitations.ts';
import type { DrainOptions } from './drain-options.ts';
import { hasRunnable } from './has-runnable.ts';
import { noteUsersTaken } from './note-users-taken.ts';
import { trackUnderWay } from './under-way.ts';
import { createUserTurn } from './user-turn.ts';

/** How many more intents may be taken, and from which lane alone. */
interface Room {
  limit: number;
  lane: OutboxLane | undefined;
}

/** While calls are under way, what has become due meanwhile is looked for this often. */
const LOOK_AGAIN_MS = 250;
/** While users wait for their turn, what else has become due is looked for this often. */
const LOOK_SOON_MS = 50;
/** So many intents are taken before they have their slots, and more only once half of them have left. */
const TAKEN_AHEAD = 8;
/** Align's limit for one call (S1 "POST /users/bulk-invite"). */
const MAX_INVITATIONS = 50;

/**
 * Sends what a connection has waiting until nothing is runnable. One hanging call holds its own entity, not the others.
 * @returns whether more may be sent: false when it was told to stop, makes way, or an attempt has ended the drain
 * @throws the database's errors; intents under way then stay `processing` until the lease is taken over
 */
export async function drainConnection(database: Database, options: DrainOptions): Promise<boolean> {
  const { lease, sender, concurrency, stopping, makesWay } = options;
  const underWay = trackUnderWay();
  const userTurn = createUserTurn(lease.usersTakenAgoMs);
  if (!lease.usersWait) userTurn.noneWait();
  const room = (): Room => {
    const ahead = sender.ahead();
    // What a backfill has taken without getting a slot does not stand in the way of what people do.
    const lane = ahead.backfill < TAKEN_AHEAD / 2 ? undefined : 'live';
    const passedBy = lane === 'live' ? ahead.backfill : 0;
    const free = TAKEN_AHEAD - ahead.live - ahead.backfill + passedBy;
    const isOver = !underWay.mayGoOn() || stopping.aborted || makesWay() || free < TAKEN_AHEAD / 2;
    // A key that has been refused is to cost one call, not as many as are under way at once.
    const most = sender.isTrusted() ? concurrency : 1;
    return { limit: isOver ? 0 : Math.min(free, most - underWay.size() + passedBy), lane };
  };
  const take = async ({ limit, lane, users: isUsersTurn }: Room & { users: boolean }): Promise<number> => {
    if (limit <= 0) return 0;
    const users = isUsersTurn ? await takeUsers(database, options) : [];
    if (users.length > 0) userTurn.taken();
    else if (isUsersTurn) userTurn.noneWait();
    users.forEach(underWay.start);
    const left = limit - users.length;
    if (left <= 0) return users.length;
    const claimed = await claimIntents(database, lease, { what: 'others', lane, limit: left });
    const areAll = claimed.length < left;
    // One taken alone says nothing about what else waits.
    if (areAll || left > 1) sender.expectMore(!areAll && claimed.every((intent) => intent.lane === 'live'));
    for (const intent of claimed) underWay.start(attemptIntent(database, options, intent));
    return users.length + claimed.length;
  };
  for (;;) {
    const found = { ...room(), users: userTurn.isOn() };
    if ((await take(found)) > 0) continue;
    const usersWait = async () => found.limit > 0 && !found.users && hasRunnable(database, lease.connection);
    if (underWay.size() > 0) await underWay.anEnd(LOOK_AGAIN_MS);
    else if (await usersWait()) await delay(Math.min(LOOK_SOON_MS, userTurn.inMs()));
    else break;
  }
  underWay.throwFailure();
  return underWay.mayGoOn() && !stopping.aborted && !makesWay();
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

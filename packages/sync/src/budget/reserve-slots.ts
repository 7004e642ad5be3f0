import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { LANES, type Lane } from './lanes.ts';
import { ALIGN_RATE_LIMIT, PACE_MARGIN, type RateLimit, SPARE_REQUESTS } from './rate-limit.ts';

export interface SlotRequest {
  /** From `hashKey`. */
  keyHash: string;
  lane: Lane;
  /** How many requests wait to be sent. */
  count: number;
  /** Whether more wait than these; a rested key then hurries. */
  moreWait?: boolean;
  /** Default: Align's. */
  limit?: RateLimit;
  /** Stands in for the database's clock, in Unix milliseconds. */
  nowMs?: number;
}

export interface Reservation {
  /** Milliseconds from now at which one request each may leave, oldest first; as many as could be had, perhaps none. */
  slotsInMs: number[];
  /** How long the key still rests after a 429; 0 when it does not. */
  restsForMs: number;
  /** From one request to the next when many are sent. */
  paceMs: number;
  /** How many more could leave at once, the lanes aside. */
  atOnceLeft: number;
  /** After how long it is worth asking for what was not given; 0 where all was. */
  nextInMs: number;
}

/**
 * Reserves slots of a key's budget for all processes together, by the database's clock; a slot that is not used is lost.
 * The rules stand with `reserve_align_slots` in the schema.
 * @throws the database's errors
 */
export async function reserveSlots(database: Database, request: SlotRequest): Promise<Reservation> {
  const { keyHash, count, moreWait = false, limit = ALIGN_RATE_LIMIT, nowMs } = request;
  const { mayHurry, pacesAhead, leftCreditShare, leavesRoom } = LANES[request.lane];
  const result = await sql<ReservedRow>`
    select slots, rests_for, pace, at_once_left, next_in from reserve_align_slots(
      ${keyHash}, ${count}, ${moreWait}, ${limit.requests}, ${limit.windowMs / 1000}, ${PACE_MARGIN}, ${SPARE_REQUESTS},
      ${mayHurry}, ${pacesAhead}, ${leftCreditShare}, ${nowMs === undefined ? null : nowMs / 1000}, ${leavesRoom}
    )
  `.execute(database);
  const row = result.rows[0];
  if (row === undefined) throw new Error('reserve_align_slots answered nothing');
  return {
    slotsInMs: row.slots.map((seconds) => seconds * 1000),
    restsForMs: row.restsFor * 1000,
    paceMs: row.pace * 1000,
    atOnceLeft: row.atOnceLeft ?? 0,
    nextInMs: row.nextIn * 1000,
  };
}

/** In seconds. */
interface ReservedRow {
  slots: number[];
  restsFor: number;
  pace: number;
  /** Null while the key rests. */
  atOnceLeft: number | null;
  nextIn: number;
}

import type { Pool } from 'pg';

/** Exchanges the database function that keeps Align's limit, for one that lets every call out when it asks. */
export async function letCallsOutAtOnce(pool: Pool): Promise<void> {
  await pool.query(`
    create or replace function reserve_align_slots(
      key text, wanted integer, more_wait boolean, requests integer, window_seconds float8, pace_margin float8, spare integer,
      may_hurry boolean, paces_ahead integer, left_credit_share float8, at_time float8, leaves_room boolean default false,
      out slots float8[], out rests_for float8, out pace float8, out at_once_left integer, out next_in float8
    ) language sql as $$
      select array_fill(0::float8, array[wanted]), 0::float8, window_seconds / requests, requests, 0::float8
    $$
  `);
}

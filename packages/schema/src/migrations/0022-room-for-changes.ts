import { type Kysely, type RawBuilder, sql } from 'kysely';

/**
 * Reserves up to `wanted` slots of a key's budget in one short statement and returns when each may be used, in seconds from
 * now by the database's clock. Four rules give slots, each by itself enough to keep within the limit, whether Align counts
 * a window exactly or weighs the one before it by how much of it is left:
 * - a key that was given nothing for two windows may hurry through its whole limit within the next two;
 * - half of the limit is credit, to be used at any time, which comes back at half the pace;
 * - once a window has passed since the newest run of slots given sooner than the pace began, one may be given every pace. A run
 *   has at every moment given at least as many slots as the pace would have since it began, so that from then on no fewer
 *   leave the window than enter it; four paces make up for arrivals that bunch up. One that falls behind, and one that begins
 *   while the pace may be kept, begins anew.
 * - whoever may hurry may go before its turn in the pace, by as many slots as the last window has been left short of. Sweeps
 *   and single changes keep to a pace that leaves a window half a hundredth short; what presses on, a backlog or anything
 *   given outside the pace, leaves nothing, and what was left counts by how much of a window has passed since (`pressed_at`).
 *   Who goes before his turn puts off all later turns.
 * The pace is kept without need, too, where that costs little, so that the third rule is open when it is needed.
 * `more_wait` says that the caller has more to send than it asks for now, `leaves_room` that it keeps to the slower pace.
 * `at_once_left` is how many more the first two rules could give at once, `next_in` when it is worth asking for what was not
 * given now.
 */
const reserveSlots: RawBuilder<unknown> = sql`
  create function reserve_align_slots(
    key text, wanted integer, more_wait boolean, requests integer, window_seconds float8, pace_margin float8, spare integer,
    may_hurry boolean, paces_ahead integer, left_credit_share float8, at_time float8, leaves_room boolean default false,
    out slots float8[], out rests_for float8, out pace float8, out at_once_left integer, out next_in float8
  ) language plpgsql as $$
  declare
    budget align_rate_budgets;
    -- Times are Unix seconds.
    now_at float8;
    paced float8;
    credit float8;
    began float8;
    given integer;
    rested float8;
    used integer;
    capacity float8;
    depth float8;
    at_once float8;
    rest_left float8;
    credit_left float8;
    credit_from float8;
    open_from float8;
    hurries boolean;
    slot float8;
    pressed float8;
    quiet_pace float8;
    is_open boolean;
    is_backlog boolean;
    jumps boolean;
    jump_at float8;
    is_quiet boolean;
  begin
    slots := '{}';
    next_in := 0;
    insert into align_rate_budgets (key_hash, request_limit) values (key, requests) on conflict do nothing;
    select * into budget from align_rate_budgets where key_hash = key for update;
    now_at := coalesce(at_time, extract(epoch from clock_timestamp()));
    paced := extract(epoch from budget.paced_at);
    credit := extract(epoch from budget.credit_at);
    began := extract(epoch from budget.run_from);
    given := budget.run_slots;
    rested := extract(epoch from budget.rested_at);
    used := budget.used_since_rest;
    pressed := extract(epoch from budget.pressed_at);
    capacity := budget.request_limit;
    pace := window_seconds * pace_margin / capacity;
    depth := capacity * pace;
    quiet_pace := window_seconds / (capacity / pace_margin - capacity / 200);
    rests_for := greatest(0, extract(epoch from budget.blocked_until) - now_at);
    if rests_for > 0 then return; end if;

    for taken in 1..wanted loop
      at_once := greatest(now_at, paced - pace);
      if paced - pace + 2 * window_seconds <= at_once then
        rested := at_once;
        used := 0;
      end if;
      rest_left := case when may_hurry and at_once <= rested + 2 * window_seconds then capacity - spare - used else 0 end;
      credit_left := (at_once + depth - credit) / (2 * pace);
      credit_from := greatest(at_once, credit - depth + 2 * pace * (1 + left_credit_share * capacity / 2));
      open_from := began + window_seconds + 4 * pace;
      -- The first few after a rest go at once, and as many of the credit, while nobody else has reserved a slot ahead: a
      -- hurry closes the pace to whoever keeps it. Others do only where the pace would keep them waiting for long.
      hurries := may_hurry and (
        (
          case when rest_left > 0 then used < capacity / 6 else credit_left > capacity * 5 / 12 end
          and paced - now_at <= 1.1 * pace
        )
        or ((more_wait or paced - now_at > 10 * pace) and (rest_left > 0 or credit_left > capacity / 4 or open_from > at_once))
      );
      is_open := now_at >= open_from;
      is_backlog := not may_hurry or more_wait or paced - now_at > 10 * pace;
      jump_at := greatest(
        now_at,
        paced - quiet_pace * capacity / 200 * least(1, greatest(0, (now_at - pressed) / window_seconds))
      );
      jumps := is_open and not is_backlog and jump_at < paced and (jump_at <= now_at + pace or not hurries);
      if jumps then
        slot := jump_at;
      else
        slot := case when rest_left > 0 then at_once else credit_from end;
        if not hurries then slot := greatest(slot, paced); end if;
        slot := least(slot, greatest(at_once, paced, open_from));
      end if;
      if slot - now_at > (paces_ahead + 0.5) * pace then
        next_in := slot - now_at - (paces_ahead + 0.5) * pace;
        exit;
      end if;
      is_quiet := (leaves_room or not is_backlog) and slot >= open_from and (jumps or slot >= paced) and pressed <= now_at;
      if not is_quiet then pressed := greatest(pressed, slot); end if;

      slots := slots || (slot - now_at);
      credit := case when jumps or (slot >= paced and slot >= open_from)
        then least(greatest(credit, slot) + 2 * pace, greatest(credit, slot + depth))
        else greatest(credit, slot) + 2 * pace end;
      if not jumps and slot < paced and (slot >= open_from or given * pace < slot - began) then
        began := slot;
        given := 0;
      end if;
      given := least(given + 1, 1000000);
      paced := case when jumps then paced else slot end + case when is_quiet then quiet_pace else pace end;
      used := used + 1;
    end loop;
    at_once_left := greatest(
      0, floor((paced + depth - credit) / (2 * pace)),
      case when paced <= rested + 2 * window_seconds then capacity - spare - used else 0 end
    );
    update align_rate_budgets set
      paced_at = to_timestamp(paced), credit_at = to_timestamp(credit), run_from = to_timestamp(began),
      run_slots = given, rested_at = to_timestamp(rested), used_since_rest = used,
      pressed_at = to_timestamp(pressed)
    where key_hash = key;
  end
  $$
`;

/** Lets a change of somebody's go at once while a sweep uses up the key. */
export async function up(database: Kysely<unknown>): Promise<void> {
  await sql`
    -- The last slot that kept the window full, or, after Align has refused, when there is room again.
    alter table align_rate_budgets add column pressed_at timestamptz not null default 'epoch';
    drop function reserve_align_slots;
  `.execute(database);
  await reserveSlots.execute(database);
}

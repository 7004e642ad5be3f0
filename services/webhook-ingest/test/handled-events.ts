import type { Database } from '@illumera/schema';
import { type ClaimedDelivery, handleDeliveries, handleDelivery } from '@illumera/sync';
import { until } from '@illumera/testkit';
import { sql } from 'kysely';

/** Writes down each time a delivery is handled. */
export async function recordHandling(target: Database): Promise<void> {
  await sql`
    create table handled (event_id text);
    create function record_handled() returns trigger language plpgsql as $$
    begin
      insert into handled values (new.event_id);
      return new;
    end $$;
    create trigger record_handled after update of status on align_webhook_deliveries
      for each row when (new.status = 'processed') execute function record_handled();
  `.execute(target);
}

/** Handles all there is, twice over, as two workers would. */
export async function handleAll(target: Database): Promise<void> {
  const options = {
    handle: ({ id }: ClaimedDelivery) => handleDelivery(target, id, () => undefined),
    concurrency: 2,
    stopping: new AbortController().signal,
    onHandled: () => undefined,
  };
  await until(
    'everything to be handled',
    async () => {
      await Promise.all([handleDeliveries(target, options), handleDeliveries(target, options)]);
      const { rows } = await sql`
        select from align_webhook_deliveries where status = 'received' and waiting_for_align_id is null
      `.execute(target);
      return rows.length === 0;
    },
    60_000,
  );
}

/** How many acknowledged events are not stored exactly once, and how many were not handled exactly once. */
export async function countWrong(target: Database, acknowledged: ReadonlySet<string>) {
  const { rows } = await sql<{ stored: number; handled: number }>`
    select count(*) filter (where (select count(*) from align_webhook_deliveries where event_id = event) <> 1)::int as stored,
      count(*) filter (where (select count(*) from handled where event_id = event) <> 1)::int as handled
    from unnest(${[...acknowledged]}::text[]) as acknowledged (event)
  `.execute(target);
  return rows[0];
}

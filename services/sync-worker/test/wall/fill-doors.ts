import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { fillTenant } from './fill-tenant.ts';

const longAgo = new Date('2020-01-01');

/** Makes rows that the dispatcher's doors are for, and rows of the same tables that they are not for. */
export async function fillDoors(database: Database): Promise<void> {
  const [tenant] = [await fillTenant(database), await fillTenant(database)];
  const own = sql.lit(tenant.tenantId);
  const scope = { tenantId: tenant.tenantId, companyId: tenant.companyId };
  const row = () => ({ id: uuid(), ...scope });
  const intent = { entityType: 'user', localId: tenant.user.id, operation: 'upsert' } as const;
  for (const status of ['processing', 'failed', 'done'] as const) {
    await database
      .insertInto('alignSyncOutbox')
      .values({ ...row(), ...intent, status, settledAt: status === 'done' ? longAgo : null })
      .execute();
  }
  await sql`
    insert into align_webhook_deliveries (
      id, tenant_id, company_id, connection_id, delivery_id, event_id, event_name, body, signature, status, received_at
    )
    select gen_random_uuid()::text, tenant_id, company_id, connection_id, of.name, of.name, 'time.approved', 'of somebody', '',
      of.status, of.at
    from align_webhook_deliveries, (values
      ('waiting', 'received', now()), ('old', 'processed', now() - interval '500 days')
    ) as of (name, status, at) where tenant_id = ${own};
    insert into align_backfills select (jsonb_populate_record(asked, '{"id": "open", "finished_at": null}')).*
    from align_backfills asked where tenant_id = ${own};
    insert into align_missed_events
    select (jsonb_populate_record(missed, '{"id": "healed", "reference": "x", "healed_at": "2020-01-01", "found_at": "2020-01-01"}')).*
    from align_missed_events missed where tenant_id = ${own};
    insert into align_reconciliation_runs
    select (jsonb_populate_record(run, '{"id": "open", "slot": "x", "state": "running", "finished_at": null}')).*
    from align_reconciliation_runs run where tenant_id = ${own};
    insert into align_reconciliation_runs
    select (jsonb_populate_record(run, '{"id": "old", "slot": "y", "finished_at": "2020-01-01"}')).*
    from align_reconciliation_runs run where tenant_id = ${own} and id <> 'open';
    insert into rate_limits values ('user:somebody', 1, '2020-01-01');
    insert into idempotent_requests
    select (jsonb_populate_record(asked, '{"idempotency_key": "x", "claim_token": "x", "created_at": "2020-01-01"}')).*
    from idempotent_requests asked where tenant_id = ${own};
    select graphile_worker.add_job('drain', queue_name => 'some');
    insert into graphile_worker._private_known_crontabs (identifier, known_since) values ('some', now());
  `.execute(database);
}

import type { Database, ExternalType } from '@illumera/schema';
import { sql } from 'kysely';
import { done, notFound } from '../answer.ts';
import type { Actor } from '../people/actor.ts';
import { companyScope } from '../people/company-scope.ts';

export interface TimelineEvent {
  at: Date;
  kind: 'intent' | 'attempt' | 'link' | 'delivery' | 'change' | 'discrepancy';
  /** Of the row it tells of. */
  id: string;
  /** The operation, the call, the event's name or the field. */
  title: string;
  status: string | null;
  detail: string | null;
}

/** The newest so many; an entity has far fewer. */
const MAX_EVENTS = 500;

/** Tells all that happened to one entity, both directions together, oldest first. An entity nobody synced is not found. */
export async function readTimeline(
  database: Database,
  actor: Actor,
  entity: { externalType: ExternalType; externalId: string },
) {
  const scope = await companyScope(database, actor, undefined);
  if (scope === undefined) return notFound;
  const { externalType, externalId } = entity;
  const within = sql`tenant_id = ${scope.tenantId} and company_id = coalesce(${scope.companyId ?? null}, company_id)`;
  const { rows } = await sql<TimelineEvent>`
    with intent as (
      select * from align_sync_outbox where ${within} and entity_family = ${externalType} and local_id = ${externalId}
    ), link as (
      select * from align_entity_links
      where ${within} and external_type = ${externalType} and external_id = ${externalId}
    ), event as (
      select created_at as at, 'intent' as kind, id, operation || ' ' || entity_type as title, status, error as detail
      from intent
      union all
      select sent_at, 'attempt', attempt.id::text, method || ' ' || path, coalesce(response_status::text, 'no answer'),
        attempt.error
      from align_sync_attempts attempt join intent on intent.id = attempt.intent_id
      union all
      select created_at, 'link', id, align_entity_type, null, align_entity_id from link
      union all
      select received_at, 'delivery', id, event_name, status, coalesce(error, outcome)
      from align_webhook_deliveries
      where ${within} and entity_id in (select align_entity_id from link)
      union all
      select changed_at, 'change', change.id, case when before is null then 'imported' when after is null then 'deleted'
          else coalesce(nullif(concat_ws(' → ', before ->> 'status', after ->> 'status'), ''), 'fields') end, null,
        'Set right by reconciliation'
      from align_reconciliation_changes change join align_reconciliation_runs run on run.id = change.run_id
      where change.tenant_id = ${scope.tenantId} and run.company_id = coalesce(${scope.companyId ?? null}, run.company_id)
        and external_type = ${externalType} and external_id = ${externalId}
      union all
      select detected_at, 'discrepancy', id, field, state,
        concat_ws('. ', format('Illumera: %s; Align: %s', coalesce(illumera_value, 'nothing'), coalesce(align_value, 'nothing')), note)
      from align_reconciliation_log
      where ${within} and (
        (external_type = ${externalType} and external_id = ${externalId})
        or (external_id is null and ${externalType} = 'project' and project_id = ${externalId})
      )
    )
    select * from (select * from event order by at desc, id desc limit ${MAX_EVENTS}) newest order by at, id
  `.execute(database);
  return rows.length === 0 ? notFound : done({ data: rows });
}

import type { Database, Severity } from '@illumera/schema';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { inTransaction } from '../../in-transaction.ts';
import type { HeldRun } from '../run.ts';
import { isUnsettled } from './is-unsettled.ts';

/** One difference that a run has found and made sure of. */
export interface Finding {
  field: string;
  /** Only where the difference is the project's own. */
  projectId?: string;
  externalType?: string;
  externalId?: string;
  illumeraValue: string | null;
  alignValue: string | null;
  severity: Severity;
}

export interface Judgement {
  /** What was compared: a difference in one of these that was not found again is gone. */
  fields: readonly string[];
  findings: readonly Finding[];
  /** Whether everything was seen, or of which projects; default: everything. What was not seen is not said to be gone. */
  seen?: 'everything' | 'in_part' | { projectIds: readonly string[] };
}

export interface Recorded {
  found: number;
  resolved: number;
}

/**
 * Writes down what a comparison found, one row per difference however many runs see it, and resolves what it found no more.
 * A second time within the same run counts nothing twice. Entities with an unsettled intent are left as they are.
 */
export async function settleFindings(
  database: Database,
  run: HeldRun,
  { fields, findings, seen = 'everything' }: Judgement,
): Promise<Recorded> {
  const found = findingsAsRows(findings);
  return inTransaction(database, async (transaction) => {
    const resolved = seen === 'in_part' ? 0 : await resolveOthers(transaction, run, { fields, found, seen });
    const recorded = await sql`
      insert into align_reconciliation_log as known (
        id, tenant_id, company_id, connection_id, project_id, field, external_type, external_id,
        illumera_value, align_value, severity
      )
      select id, ${run.tenantId}, ${run.companyId}, ${run.connectionId}, project_id, field, external_type, external_id,
        illumera_value, align_value, severity
      from (${found}) finding
      where not ${isUnsettled(run, findingEntity)}
      on conflict (tenant_id, company_id, field, project_id, external_type, external_id)
        where state <> 'resolved' and company_id is not null
      do update set
        times_seen = known.times_seen + (known.last_seen_at < ${run.startedAt})::integer,
        last_seen_at = now(), connection_id = excluded.connection_id, illumera_value = excluded.illumera_value,
        align_value = excluded.align_value, severity = excluded.severity
      returning known.id
    `.execute(transaction);
    return { found: recorded.rows.length, resolved };
  });
}

const findingEntity = { type: sql`finding.external_type`, id: sql`finding.external_id` };

function findingsAsRows(findings: readonly Finding[]) {
  const rows = findings.map((finding) => ({
    id: uuid(),
    field: finding.field,
    project_id: finding.projectId ?? null,
    external_type: finding.externalType ?? null,
    external_id: finding.externalId ?? null,
    illumera_value: finding.illumeraValue,
    align_value: finding.alignValue,
    severity: finding.severity,
  }));
  return sql`
    select distinct on (field, project_id, external_type, external_id) * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as finding (
      id text, field text, project_id text, external_type text, external_id text,
      illumera_value text, align_value text, severity text
    )
  `;
}

interface Others {
  fields: readonly string[];
  found: ReturnType<typeof findingsAsRows>;
  seen: Exclude<Judgement['seen'], 'in_part' | undefined>;
}

async function resolveOthers(
  transaction: Database,
  run: HeldRun,
  { fields, found, seen }: Others,
): Promise<number> {
  const known = { type: sql`known.external_type`, id: sql`known.external_id` };
  const where = seen === 'everything' ? sql`true` : sql`known.project_id = any(${seen.projectIds})`;
  const { numAffectedRows = 0n } = await sql`
    update align_reconciliation_log known set state = 'resolved', resolved_at = now()
    where known.tenant_id = ${run.tenantId} and known.company_id = ${run.companyId}
      and known.field = any(${fields}) and known.state <> 'resolved' and ${where}
      and not ${isUnsettled(run, known)}
      and not exists (
        select from (${found}) finding
        where finding.field = known.field and finding.project_id is not distinct from known.project_id
          and finding.external_type is not distinct from known.external_type
          and finding.external_id is not distinct from known.external_id
      )
  `.execute(transaction);
  return Number(numAffectedRows);
}

import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { countedStatuses } from './counted-statuses.ts';

export interface OurTotals {
  minutes: number;
  /** In each currency, in cents. Void invoices do not count. */
  centsByCurrency: ReadonlyMap<string, bigint>;
}

interface TotalsRow {
  minutes: string;
  invoiced: Record<string, string>;
}

/** Adds up what counts of a project here: minutes of entries and cents of invoices, exactly. */
export async function readOurTotals(
  database: Database,
  { companyId, projectId }: { companyId: string; projectId: string },
): Promise<OurTotals> {
  const { rows } = await sql<TotalsRow>`
    select (
        select coalesce(sum(minutes), 0)::text from time_entries
        where company_id = ${companyId} and project_id = ${projectId} and deleted_at is null
          and status = any(${countedStatuses}::text[])
      ) as minutes,
      (
        select coalesce(jsonb_object_agg(currency, cents), '{}') from (
          select invoice.currency, sum(invoice.amount_cents)::text as cents
          from invoices invoice join engagements engagement on engagement.id = invoice.engagement_id
          where engagement.company_id = ${companyId} and engagement.project_id = ${projectId}
            and invoice.status <> 'void'
          group by invoice.currency
        ) by_currency
      ) as invoiced
  `.execute(database);
  const row = rows[0];
  if (row === undefined) throw new Error('a sum answered no row');
  const cents = Object.entries(row.invoiced).map(([currency, sum]) => [currency, BigInt(sum)] as const);
  return { minutes: Number(row.minutes), centsByCurrency: new Map(cents) };
}

import type { Database } from '@illumera/schema';
import { listBackfills } from '../../src/backfill/list-backfills.ts';
import { listConnections } from '../../src/connections/list-connections.ts';
import { listEngagements } from '../../src/engagements/list-engagements.ts';
import { listInvoices } from '../../src/invoices/list-invoices.ts';
import type { Invalid, NotFound } from '../../src/answer.ts';
import type { Page, PageRequest } from '../../src/listing/fetch-page.ts';
import { listDeliveries } from '../../src/listing/list-deliveries.ts';
import { listDiscrepancies } from '../../src/listing/list-discrepancies.ts';
import { listOutbox } from '../../src/listing/list-outbox.ts';
import type { Actor } from '../../src/people/actor.ts';
import { listPeople } from '../../src/people/list-people.ts';
import { listProjects } from '../../src/projects/list-projects.ts';
import { listRuns } from '../../src/reconciliation/list-runs.ts';
import { listTimeEntries } from '../../src/time-entries/list-time-entries.ts';
import type { Lists } from './build-lists.ts';
import { timeOf } from './fill-lists.ts';

export type List = (
  database: Database,
  actor: Actor,
  page: PageRequest,
) => Promise<{ kind: 'done'; value: Page<{ id: string }> } | Invalid | NotFound>;

export interface ListedTable {
  list: List;
  actors: Record<string, Actor>;
  /** Each choice of one of every row of filters is asked for. */
  filters: Readonly<Record<string, unknown>>[][];
}

/** Without a filter, and with each of these values of it. */
const among = (key: string, ...values: string[]) => [{}, ...values.map((value) => ({ [key]: value }))];

/** Every list of the API, with who may ask for it and all that it can be filtered by: what is frequent and what is rare. */
export function listedTables(
  { large, small, dormant, alone, platform }: Lists,
  rows: number,
): Record<string, ListedTable> {
  const admins = { 'large admin': large.admin, 'small admin': small.admin, 'dormant admin': dormant.admin };
  const onlooker = { platform };
  const companies = [{}, ...[large, small, dormant].map(({ companyId }) => ({ companyId }))];
  const at = (share: number) => timeOf(Math.floor(rows * share)).toISOString();
  const periods = [{}, { from: at(0.02), to: at(0.03) }, { to: at(0.9) }, { from: at(0.9) }];
  const projects = among('projectId', large.busyProjectId, large.earlyProjectId);
  const engagements = among('engagementId', large.engagementId);
  const shared = { actors: { ...admins, ...onlooker, alone: alone.admin } };
  return {
    projects: {
      list: listProjects,
      actors: admins,
      filters: [among('status', 'draft', 'active')],
    },
    person_profiles: {
      list: listPeople,
      actors: { admin: large.admin, alone: alone.admin },
      filters: [],
    },
    engagements: {
      list: listEngagements,
      actors: { 'large admin': large.admin, talent: large.talent },
      filters: [among('status', 'offered', 'accepted'), projects],
    },
    invoices: {
      list: listInvoices,
      actors: { 'large admin': large.admin },
      filters: [among('status', 'void', 'paid'), engagements],
    },
    time_entries: {
      list: listTimeEntries,
      actors: { 'large admin': large.admin, talent: large.talent, ...onlooker },
      filters: [among('status', 'rejected', 'invoiced'), [...projects, ...engagements.slice(1)]],
    },
    'time_entries of a company': {
      list: listTimeEntries,
      actors: onlooker,
      filters: [companies, among('status', 'rejected')],
    },
    align_sync_outbox: {
      list: (database, actor, page) => listOutbox(database, actor, { maxAttempts: 5, ...page }),
      ...shared,
      filters: [among('status', 'failed', 'done'), among('entityType', 'wiki_page', 'time_entry'), periods],
    },
    align_webhook_deliveries: {
      list: listDeliveries,
      ...shared,
      filters: [
        among('status', 'failed', 'processed'),
        among('eventName', 'release.released', 'time.approved'),
        periods,
      ],
    },
    align_reconciliation_log: {
      list: listDiscrepancies,
      ...shared,
      filters: [
        among('status', 'acknowledged', 'resolved'),
        among('field', 'webhook.missing', 'approved_minutes'),
        periods,
      ],
    },
    align_reconciliation_runs: {
      list: listRuns,
      ...shared,
      filters: [among('status', 'failed', 'complete'), among('scope', 'links', 'time_entries'), periods],
    },
    ...Object.fromEntries(
      Object.entries({
        align_sync_outbox: (database: Database, actor: Actor, page: PageRequest) =>
          listOutbox(database, actor, { maxAttempts: 5, ...page }),
        align_webhook_deliveries: listDeliveries,
        align_reconciliation_log: listDiscrepancies,
        align_reconciliation_runs: listRuns,
      } satisfies Record<string, List>).map(([table, list]) => [
        `${table} of a company`,
        {
          list,
          actors: onlooker,
          filters: [companies.slice(1), among('status', 'failed', 'open').slice(0, 2)],
        },
      ]),
    ),
    align_backfills: { list: listBackfills, actors: { ...admins, ...onlooker }, filters: [] },
    'align_backfills of a connection': {
      list: listBackfills,
      actors: { 'large admin': large.admin, ...onlooker },
      filters: [among('connectionId', large.connectionId).slice(1)],
    },
    align_connections: {
      list: listConnections,
      actors: { ...admins, ...onlooker },
      filters: [companies.slice(0, 1)],
    },
    'align_connections of a company': {
      list: listConnections,
      actors: onlooker,
      filters: [companies],
    },
  };
}

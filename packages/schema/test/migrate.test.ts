import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as schema from '../src/index.ts';
import { useEmptyDatabase } from './use-empty-database.ts';

const run = promisify(execFile);
const packageDirectory = fileURLToPath(new URL('..', import.meta.url));
const connectionString = await useEmptyDatabase();
const behind = await useEmptyDatabase();
const client = new Client({ connectionString });
let applied: string[][];

beforeAll(async () => {
  // From three machines at once, as in a rolling deployment.
  applied = await Promise.all([1, 2, 3].map(() => schema.migrate(connectionString)));
  await client.connect();
});
afterAll(async () => {
  await client.end();
});

test('lets one of several machines through', () => {
  expect(applied.filter((names) => names.length > 0)).toHaveLength(1);
});

test('changes nothing when it is run again', async () => {
  expect(await schema.migrate(connectionString)).toEqual([]);
  const { rows } = await client.query(`select to_regclass('graphile_worker.jobs') is not null as installed`);
  expect(rows).toEqual([{ installed: true }]);
});

test('tells a migrated database from one that is behind', async () => {
  const pool = schema.createPool({ connectionString, maxConnections: 1, applicationName: 'test' });
  const database = schema.createDatabase(pool);
  expect(await schema.pendingMigrations(database)).toEqual([]);
  await database.destroy();
  const emptyPool = schema.createPool({
    connectionString: behind,
    maxConnections: 1,
    applicationName: 'test',
  });
  const empty = schema.createDatabase(emptyPool);
  expect(await schema.pendingMigrations(empty)).toContain('0001-marketplace');
  await empty.destroy();
});

test('has row types that fit information_schema', async () => {
  const generator = fileURLToPath(new URL('../node_modules/kysely-codegen/dist/cli/bin.js', import.meta.url));
  const verified = await run(process.execPath, [generator, '--verify'], {
    cwd: packageDirectory,
    env: { ...process.env, DATABASE_URL: connectionString },
  });
  expect(verified.stderr).toBe('');
});

const vocabularies: Record<string, readonly string[]> = {
  'users.role': schema.userRoles,
  'projects.status': schema.projectStatuses,
  'project_slots.status': schema.slotStatuses,
  'engagements.status': schema.engagementStatuses,
  'invoices.status': schema.invoiceStatuses,
  'time_entries.status': schema.timeEntryStatuses,
  'time_entries.source': schema.timeEntrySources,
  'time_entries.sync_status': schema.syncStatuses,
  'align_connections.status': schema.connectionStatuses,
  'align_connections.import_align_entries': schema.importModes,
  'align_entity_links.external_type': schema.externalTypes,
  'align_sync_outbox.entity_type': schema.outboxEntityTypes,
  'align_sync_outbox.operation': schema.outboxOperations,
  'align_sync_outbox.status': schema.outboxStatuses,
  'align_webhook_deliveries.status': schema.deliveryStatuses,
  'align_reconciliation_log.severity': schema.severities,
  'align_reconciliation_log.state': schema.discrepancyStates,
  'align_missed_events.cause': schema.missedEventCauses,
  'align_reconciliation_runs.scope': schema.reconciliationScopes,
  'align_reconciliation_runs.state': schema.reconciliationStates,
};

test.for(Object.entries(vocabularies))('allows in %s just the words of its type', async ([column, words]) => {
  const [table, name] = column.split('.');
  const { rows } = await client.query<{ definition: string }>(
    `select pg_get_constraintdef(constrained.oid) as definition
     from pg_constraint constrained
     join pg_attribute attribute on attribute.attrelid = constrained.conrelid and attribute.attname = $2
     where constrained.contype = 'c' and constrained.conrelid = $1::regclass
       and constrained.conkey = array[attribute.attnum]`,
    [table, name],
  );
  const allowed = rows.flatMap(({ definition }) =>
    [...definition.matchAll(/'([^']+)'::text/g)].map((m) => m[1]),
  );
  expect(new Set(allowed)).toEqual(new Set(words));
});

test('has every table and column that others rely on', async () => {
  const { rows } = await client.query<{ table_name: string; column_name: string }>(
    `select table_name, column_name from information_schema.columns where table_schema = 'public'`,
  );
  const columnsOf = (table: string) =>
    rows.filter((row) => row.table_name === table).map((row) => row.column_name);
  const relied: Record<string, string> = {
    tenants: 'id name',
    company_profiles: 'id tenant_id name',
    users: 'id tenant_id company_id email name role clerk_user_id',
    person_profiles: 'id tenant_id user_id',
    projects: 'id tenant_id company_id name description status',
    project_slots: 'id tenant_id project_id title hours duration_weeks status',
    engagements: 'id tenant_id company_id project_id person_id status',
    invoices: 'id tenant_id company_id engagement_id amount_cents currency status',
    align_connections:
      'id tenant_id company_id encrypted_api_key key_last_four align_org_id align_key_scope webhook_subscription_id webhook_secret webhook_url status last_sync_at last_error_at last_error_message created_at updated_at',
    align_entity_links:
      'id tenant_id company_id provider external_type external_id align_entity_type align_entity_id created_at updated_at',
    time_entries:
      'id tenant_id company_id project_id engagement_id person_id work_date minutes notes status rejection_reason source sync_status sync_error is_adjustment adjusts_entry_id deleted_at created_at updated_at',
    align_webhook_deliveries:
      'id delivery_id event_name tenant_id company_id payload status received_at processed_at error',
    align_sync_outbox:
      'id tenant_id company_id entity_type local_id operation payload status attempts last_attempt_at next_retry_at error created_at',
    align_reconciliation_log: 'id tenant_id project_id field illumera_value align_value detected_at',
  };
  const missing = Object.entries(relied).flatMap(([table, columns]) =>
    columns
      .split(' ')
      .filter((column) => !columnsOf(table).includes(column))
      .map((column) => `${table}.${column}`),
  );
  expect(missing).toEqual([]);
});

import type { Database } from '@illumera/schema';
import { listConnections, listTenants } from '@illumera/sync';
import { z } from 'zod';
import { alignColumns } from '../command-line/align-columns.ts';
import { defineCommand } from '../command-line/define-command.ts';
import { everyPage } from '../every-page.ts';
import { operatorIn } from '../operator.ts';

const headings = [
  'connection',
  'company',
  'status',
  'key',
  'Align organization',
  'last synced',
  'last error',
];

export const connectionList = defineCommand({
  summary: 'List connections to Align, past ones included, newest first',
  options: z.object({ company: z.string().optional().describe('id of a company: its connections only') }),
  run: async ({ database }, { company }) => {
    const connections = await everyConnection(database, company);
    const rows = connections.map((connection) => [
      connection.id,
      connection.companyId,
      connection.status,
      `…${connection.keyLastFour}`,
      connection.alignOrgId,
      connection.lastSyncAt?.toISOString() ?? 'never',
      connection.lastErrorMessage ?? '',
    ]);
    const text = rows.length === 0 ? 'no connections' : alignColumns(headings, rows);
    return { kind: 'done', json: { data: connections }, text };
  },
});

async function everyConnection(database: Database, companyId: string | undefined) {
  const tenants = await listTenants(database);
  const lists = await Promise.all(
    tenants.map(({ id }) =>
      everyPage((page) => listConnections(database, operatorIn(id), { ...page, companyId })),
    ),
  );
  return lists.flat().toSorted((a, b) => (a.id < b.id ? 1 : -1));
}

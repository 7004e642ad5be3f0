import { deliveryStatuses } from '@illumera/schema';
import { listDeliveries } from '@illumera/sync';
import { z } from 'zod';
import { alignColumns } from '../command-line/align-columns.ts';
import { defineCommand } from '../command-line/define-command.ts';
import { Limit, listOptions } from '../list-options.ts';
import { newestOfAll } from '../newest-of-all.ts';

const headings = ['delivery', 'company', 'event', 'of', 'status', 'outcome', 'received', 'error'];

export const deliveryList = defineCommand({
  summary: 'List the events that Align delivered, newest first',
  options: z.object({
    ...listOptions,
    status: z.enum(deliveryStatuses).optional().describe('only those'),
    eventName: z.string().optional().describe('only those, as in time.approved'),
    limit: Limit.optional().describe('how many, 1 to 200; 50 unless said'),
  }),
  run: async ({ database }, { tenant, company, limit = 50, ...filter }) => {
    const deliveries = await newestOfAll(database, { tenant, limit }, (operator, page) =>
      listDeliveries(database, operator, { ...page, ...filter, companyId: company }),
    );
    const rows = deliveries.map((delivery) => [
      delivery.id,
      delivery.companyId ?? '',
      delivery.eventName,
      delivery.entityId ?? '',
      delivery.status,
      delivery.outcome ?? '',
      delivery.receivedAt.toISOString(),
      delivery.error ?? '',
    ]);
    const text = rows.length === 0 ? 'no deliveries' : alignColumns(headings, rows);
    return { kind: 'done', json: { data: deliveries }, text };
  },
});

import { outboxEntityTypes, outboxStatuses } from '@illumera/schema';
import { listOutbox } from '@illumera/sync';
import { z } from 'zod';
import { alignColumns } from '../command-line/align-columns.ts';
import { defineCommand } from '../command-line/define-command.ts';
import { Limit, listOptions } from '../list-options.ts';
import { newestOfAll } from '../newest-of-all.ts';

const headings = ['intent', 'company', 'what', 'of', 'status', 'attempts', 'due', 'error'];

export const outboxList = defineCommand({
  summary: 'List what is to reach Align and what has, newest first',
  options: z.object({
    ...listOptions,
    status: z.enum(outboxStatuses).optional().describe('only those'),
    entityType: z.enum(outboxEntityTypes).optional().describe('only those'),
    limit: Limit.optional().describe('how many, 1 to 200; 50 unless said'),
  }),
  run: async ({ database, settings }, { tenant, company, limit = 50, ...filter }) => {
    const maxAttempts = settings.SYNC_MAX_ATTEMPTS;
    const intents = await newestOfAll(database, { tenant, limit }, (operator, page) =>
      listOutbox(database, operator, { ...page, ...filter, companyId: company, maxAttempts }),
    );
    const rows = intents.map((intent) => [
      intent.id,
      intent.companyId,
      `${intent.operation} ${intent.entityType}`,
      intent.localId,
      intent.status,
      `${intent.attempts}/${intent.maxAttempts}`,
      intent.status === 'pending' ? intent.nextRetryAt.toISOString() : '',
      intent.error ?? '',
    ]);
    const text = rows.length === 0 ? 'no intents' : alignColumns(headings, rows);
    return { kind: 'done', json: { data: intents }, text };
  },
});

import { outboxEntityTypes } from '@illumera/schema';
import { retryFailed } from '@illumera/sync';
import { z } from 'zod';
import { defineCommand } from '../command-line/define-command.ts';
import { inEachTenant } from '../in-each-tenant.ts';
import { listOptions } from '../list-options.ts';

export const outboxRetry = defineCommand({
  summary: 'Reset failed intents to pending, in order',
  options: z.object({
    ...listOptions,
    entityType: z.enum(outboxEntityTypes).optional().describe('only those'),
    localId: z.string().optional().describe('id of what is to reach Align: its intents only'),
    id: z.string().optional().describe('id of one intent'),
    reason: z.string().optional().describe('why, for the record'),
    dryRun: z.boolean().optional().describe('count what would be reset and change nothing'),
  }),
  run: async ({ database }, { tenant, company, reason, dryRun = false, ...narrower }) => {
    const filter = { ...narrower, companyId: company };
    const answers = await inEachTenant(database, tenant, (operator) =>
      retryFailed(database, operator, { filter, dryRun, reason }),
    );
    const refusal = answers.find((answer) => answer.kind === 'invalid');
    if (refusal !== undefined) return refusal;
    const counts = answers.flatMap((answer) => (answer.kind === 'done' ? [answer.value] : []));
    if (counts.length === 0) return { kind: 'not_found' };
    const matched = counts.reduce((sum, count) => sum + count.matched, 0);
    const reset = counts.reduce((sum, count) => sum + count.reset, 0);
    const text = dryRun ? `${matched} would be reset` : `${reset} reset to pending`;
    return { kind: 'done', json: { matched, reset }, text };
  },
});

import { listTenants, requestRun } from '@illumera/sync';
import { z } from 'zod';
import { defineCommand } from '../command-line/define-command.ts';
import { operatorIn } from '../operator.ts';

export const reconcileRun = defineCommand({
  summary: 'Compare a connection with Align now',
  options: z.object({
    connection: z.string().describe('id of the connection'),
    scope: z
      .enum(['time_entries', 'nightly'])
      .optional()
      .describe('what to compare: time_entries, which is the default, or nightly'),
  }),
  run: async ({ database }, { connection: connectionId, scope = 'time_entries' }) => {
    for (const { id } of await listTenants(database)) {
      const requested = await requestRun(database, operatorIn(id), { connectionId, scope });
      if (requested.kind === 'not_found') continue;
      if (requested.kind !== 'done') return requested;
      const { runId } = requested.value;
      return { kind: 'done', json: { runId }, text: `run ${runId} is under way` };
    }
    return { kind: 'not_found' };
  },
});

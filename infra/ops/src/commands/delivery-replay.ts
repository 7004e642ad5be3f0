import { replayDelivery } from '@illumera/sync';
import { z } from 'zod';
import { defineCommand } from '../command-line/define-command.ts';
import { inEachTenant } from '../in-each-tenant.ts';

export const deliveryReplay = defineCommand({
  summary: 'Handle a stored delivery again from its stored bytes',
  options: z.object({
    id: z.string().describe('id of the delivery, as `delivery list` shows it'),
    reason: z.string().optional().describe('why, for the record'),
  }),
  run: async ({ database }, { id, reason }) => {
    const answers = await inEachTenant(database, undefined, (operator) =>
      replayDelivery(database, operator, { deliveryId: id, reason }),
    );
    const replayed = answers.find(({ kind }) => kind !== 'not_found');
    if (replayed?.kind !== 'done') return replayed ?? { kind: 'not_found' };
    return { kind: 'done', json: replayed.value, text: `${id} is handled again` };
  },
});

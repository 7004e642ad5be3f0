import { createTenant } from '@illumera/sync';
import { z } from 'zod';
import { defineCommand } from '../command-line/define-command.ts';
import { describeRecord } from '../command-line/describe-record.ts';

export const tenantCreate = defineCommand({
  summary: 'Make a tenant and print its id',
  options: z.object({ name: z.string().describe('what the tenant is called') }),
  run: async ({ database }, { name }) => {
    const made = await createTenant(database, { name });
    if (made.kind !== 'done') return made;
    return { kind: 'done', json: made.value, text: describeRecord('tenant', made.value) };
  },
});

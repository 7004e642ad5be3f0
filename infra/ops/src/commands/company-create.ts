import { createCompany } from '@illumera/sync';
import { z } from 'zod';
import { defineCommand } from '../command-line/define-command.ts';
import { describeRecord } from '../command-line/describe-record.ts';

export const companyCreate = defineCommand({
  summary: 'Make a company of a tenant and print its id',
  options: z.object({
    tenant: z.string().describe('id of the tenant'),
    name: z.string().describe('what the company is called'),
  }),
  run: async ({ database }, { tenant, name }) => {
    const made = await createCompany(database, { tenantId: tenant, name });
    if (made.kind !== 'done') return made;
    return { kind: 'done', json: made.value, text: describeRecord('company', made.value) };
  },
});

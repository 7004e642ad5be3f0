import { userRoles } from '@illumera/schema';
import { createUser } from '@illumera/sync';
import { z } from 'zod';
import { defineCommand } from '../command-line/define-command.ts';
import { describeRecord } from '../command-line/describe-record.ts';

export const userCreate = defineCommand({
  summary: 'Make a user, and the person profile of a talent, and print the ids',
  options: z.object({
    tenant: z.string().describe('id of the tenant'),
    company: z.string().optional().describe('id of the company; a company admin needs one'),
    email: z.string().describe('e-mail address'),
    name: z.string().describe('full name'),
    role: z.enum(userRoles).describe('what the user may do'),
    clerkUserId: z.string().describe("the `sub` of the user's tokens"),
  }),
  run: async ({ database }, { tenant, company, ...user }) => {
    const made = await createUser(database, { ...user, tenantId: tenant, companyId: company });
    if (made.kind !== 'done') return made;
    return { kind: 'done', json: made.value, text: describeRecord('user', made.value) };
  },
});

import type { Actor } from '@illumera/sync';

/** Who runs this command has the database itself, so sees what a platform admin sees. */
export const operator: Actor = {
  userId: 'operator',
  tenantId: '',
  companyId: null,
  role: 'platform_admin',
  personId: null,
};

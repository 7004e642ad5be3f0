import type { Conflict, Invalid } from '../answer.ts';

/** What each constraint of the tables of a tenancy means when it refuses a new row. */
export const refusals: Readonly<Record<string, Invalid | Conflict>> = {
  tenants_name_check: { kind: 'invalid', field: 'name', message: 'must not be empty' },
  company_profiles_name_check: { kind: 'invalid', field: 'name', message: 'must not be empty' },
  company_profiles_tenant_id_fkey: {
    kind: 'invalid',
    field: 'tenantId',
    message: 'is not the id of a tenant',
  },
  users_name_check: { kind: 'invalid', field: 'name', message: 'must not be empty' },
  users_email_check: { kind: 'invalid', field: 'email', message: 'is not an e-mail address' },
  users_tenant_id_fkey: { kind: 'invalid', field: 'tenantId', message: 'is not the id of a tenant' },
  users_tenant_id_company_id_fkey: {
    kind: 'invalid',
    field: 'companyId',
    message: 'is not the id of a company of this tenant',
  },
  users_company_admin_has_company: {
    kind: 'invalid',
    field: 'companyId',
    message: 'is required for a company admin',
  },
  users_clerk_user_id_key: { kind: 'conflict', reason: 'a user with this Clerk user id exists already' },
};

import { createCompany, createPerson, createTenant, createUser } from '@illumera/testkit';
import { startSystem } from './start-system.ts';
import { clientFor, type WalkedSystem } from './walked-system.ts';

/** The system as processes of its own, for this test alone. */
export async function localSystem(): Promise<WalkedSystem> {
  const system = await startSystem();
  const { database } = system.testDatabase;
  const { control } = system.sandbox;
  return {
    webhookBaseUrl: system.ingestUrl,
    control,
    stop: system.stop,
    cast: async () => {
      const tenant = await createTenant(database);
      const company = await createCompany(database, { tenantId: tenant.id });
      const admin = await createUser(database, {
        tenantId: tenant.id,
        companyId: company.id,
        role: 'company_admin',
      });
      const { user, profile } = await createPerson(database, { tenantId: tenant.id });
      return {
        companyId: company.id,
        admin: clientFor(system.apiUrl, control, admin.clerkUserId ?? ''),
        talent: clientFor(system.apiUrl, control, user.clerkUserId ?? ''),
        person: { userId: user.id, personId: profile.id, email: user.email, name: user.name },
      };
    },
  };
}

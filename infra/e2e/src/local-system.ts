import { createCompany, createPerson, createTenant, createUser } from '@illumera/testkit';
import { type System, startSystem } from './start-system.ts';
import { clientFor, type WalkedSystem } from './walked-system.ts';

/** A walked system whose insides can be looked at too. */
export interface LocalSystem extends WalkedSystem {
  inside: System;
}

/**
 * The system as processes of its own, for this test alone.
 * @param env added to every service's
 */
export async function localSystem(env: Record<string, string> = {}): Promise<LocalSystem> {
  const system = await startSystem(env);
  const { database } = system.testDatabase;
  const { control } = system.sandbox;
  return {
    inside: system,
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

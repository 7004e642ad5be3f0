import { createControlClient } from '@illumera/align-sandbox/control-client';
import type { ApiClient } from '@illumera/api-models';
import { createCompany, createPerson, createTenant, createUser, type Person } from '@illumera/testkit';
import type { System } from '../start-system.ts';
import type { Credentials } from './sign-in.ts';

/** Someone who can sign in, and a client of the API in their name. */
export interface Player extends Credentials {
  client: ApiClient;
}

export interface Company {
  id: string;
  tenantId: string;
  /** The admin of the company. */
  admin: Player;
  /** Of the whole tenant. */
  platformAdmin: Player;
  talent: Player & { personId: string };
  /** The company's organization in Align, not connected yet. */
  organizationId: string;
}

const PASSWORD = 'harbour-lights-9';

/**
 * Makes a company of its own tenant, with its people, who have accounts at the issuer, and its organization in Align. Its
 * name makes the people's addresses, so it may be used once.
 */
export async function castCompany(
  system: System,
  name: string,
  talentName = 'Renee Okafor',
): Promise<Company> {
  const { database } = system.testDatabase;
  const tenant = await createTenant(database, { name: `${name} Talent` });
  const company = await createCompany(database, { tenantId: tenant.id, name });
  const domain = `${name.toLowerCase().replaceAll(' ', '-')}.example`;
  const personOf = (personName: string) => ({
    tenantId: tenant.id,
    name: personName,
    email: `${personName.toLowerCase().replaceAll(' ', '.')}@${domain}`,
  });
  const admin = await createUser(database, {
    ...personOf('Tomas Lindqvist'),
    companyId: company.id,
    role: 'company_admin',
  });
  const platformAdmin = await createUser(database, { ...personOf('Eleanor Vance'), role: 'platform_admin' });
  const talent = await createPerson(database, personOf(talentName));
  const { organizationId } = await createControlClient(system.sandbox.url).createOrganization({ name });
  return {
    id: company.id,
    tenantId: tenant.id,
    organizationId,
    admin: await openAccount(system, admin),
    platformAdmin: await openAccount(system, platformAdmin),
    talent: { ...(await openAccount(system, talent.user)), personId: talent.profile.id },
  };
}

type User = Pick<Person['user'], 'clerkUserId' | 'name' | 'email'>;

async function openAccount(system: System, { clerkUserId, name, email }: User): Promise<Player> {
  const sub = clerkUserId ?? '';
  const credentials = { email, password: PASSWORD };
  await createControlClient(system.sandbox.url).putAccount({ sub, name, ...credentials });
  return { ...credentials, client: system.clientFor(sub) };
}

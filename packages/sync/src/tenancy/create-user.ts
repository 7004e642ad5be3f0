import type { Database, UserRole } from '@illumera/schema';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';
import { done, type Invalid } from '../answer.ts';
import { inTransaction } from '../in-transaction.ts';
import { refuseRow } from './refuse-row.ts';

export interface NewUser {
  tenantId: string;
  /** Required for a company admin. */
  companyId?: string | undefined;
  email: string;
  name: string;
  role: UserRole;
  /** The `sub` of the user's tokens. */
  clerkUserId: string;
}

/** Makes a user; a talent also gets the person profile that engagements name. */
export async function createUser(database: Database, newUser: NewUser) {
  const invalid = checkUser(newUser);
  if (invalid !== undefined) return invalid;
  const { companyId = null, ...rest } = newUser;
  const user = { id: uuid(), ...rest, companyId, name: newUser.name.trim() };
  return refuseRow(() =>
    inTransaction(database, async (transaction) => {
      await transaction.insertInto('users').values(user).execute();
      const personId = user.role === 'talent' ? await addProfile(transaction, user) : null;
      return done({ ...user, personId });
    }),
  );
}

function checkUser({ email, clerkUserId }: NewUser): Invalid | undefined {
  if (!z.email().safeParse(email).success) {
    return { kind: 'invalid', field: 'email', message: 'is not an e-mail address' };
  }
  if (clerkUserId.trim() === '') {
    return { kind: 'invalid', field: 'clerkUserId', message: 'must not be empty' };
  }
  return undefined;
}

async function addProfile(database: Database, user: { id: string; tenantId: string }): Promise<string> {
  const profile = { id: uuid(), tenantId: user.tenantId, userId: user.id };
  await database.insertInto('personProfiles').values(profile).execute();
  return profile.id;
}

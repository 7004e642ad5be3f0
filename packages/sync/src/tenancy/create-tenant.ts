import type { Database } from '@illumera/schema';
import { v7 as uuid } from 'uuid';
import { done } from '../answer.ts';
import { refuseRow } from './refuse-row.ts';

export interface NewTenant {
  name: string;
}

/** Makes a tenant; nobody can sign in to it before a user is made. */
export function createTenant(database: Database, { name }: NewTenant) {
  return refuseRow(async () => {
    const tenant = { id: uuid(), name: name.trim() };
    await database.insertInto('tenants').values(tenant).execute();
    return done(tenant);
  });
}

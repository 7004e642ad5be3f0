import type { Database } from '@illumera/schema';
import { v7 as uuid } from 'uuid';
import { done } from '../answer.ts';
import { refuseRow } from './refuse-row.ts';

export interface NewCompany {
  tenantId: string;
  name: string;
}

/** Makes a company of a tenant. */
export function createCompany(database: Database, { tenantId, name }: NewCompany) {
  return refuseRow(async () => {
    const company = { id: uuid(), tenantId, name: name.trim() };
    await database.insertInto('companyProfiles').values(company).execute();
    return done(company);
  });
}

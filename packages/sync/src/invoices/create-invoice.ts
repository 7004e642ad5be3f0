import type { Database } from '@illumera/schema';
import { v7 as uuid } from 'uuid';
import { done, notFound } from '../answer.ts';
import { readEngagement } from '../engagements/read-engagement.ts';
import type { Actor } from '../people/actor.ts';
import { invoiceColumns } from './invoice-columns.ts';

export interface NewInvoice {
  engagementId: string;
  amountCents: number;
  /** ISO 4217. */
  currency: string;
}

/** Drafts an invoice for an engagement of the actor's company. */
export async function createInvoice(database: Database, actor: Actor, invoice: NewInvoice) {
  const engagement = await readEngagement(database, actor, invoice.engagementId);
  if (engagement.kind !== 'done') return notFound;
  const { companyId } = engagement.value;
  const created = await database
    .insertInto('invoices')
    .values({ id: uuid(), tenantId: actor.tenantId, companyId, ...invoice })
    .returning(invoiceColumns)
    .executeTakeFirstOrThrow();
  return done(created);
}

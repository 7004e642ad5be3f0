import { type Database, type InvoiceStatus, invoiceStatuses } from '@illumera/schema';
import { notFound } from '../answer.ts';
import { emptyPage } from '../listing/empty-page.ts';
import { fetchPage, type PageRequest } from '../listing/fetch-page.ts';
import { isAmong } from '../listing/is-among.ts';
import { having, ownedBy } from '../listing/owned-by.ts';
import type { Actor } from '../people/actor.ts';
import { companyScope } from '../people/company-scope.ts';
import { invoiceColumns } from './invoice-columns.ts';

export interface InvoiceFilter extends PageRequest {
  status?: InvoiceStatus | undefined;
  engagementId?: string | undefined;
}

/** Lists the invoices of the actor's company. */
export async function listInvoices(database: Database, actor: Actor, filter: InvoiceFilter) {
  const scope = await companyScope(database, actor, undefined);
  if (scope === undefined) return notFound;
  const { status, engagementId } = filter;
  if (
    engagementId !== undefined &&
    !(await isAmong(database, 'engagements', { ...scope, id: engagementId }))
  ) {
    return emptyPage;
  }
  const query = database.selectFrom('invoices').select(invoiceColumns);
  const of =
    engagementId === undefined ? ownedBy('invoices', scope) : having('invoices.engagementId', engagementId);
  const among = { status: status ?? invoiceStatuses };
  return fetchPage(database, { query, table: 'invoices', time: 'createdAt', of, among }, filter);
}

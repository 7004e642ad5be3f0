import type { Database, InvoiceStatus } from '@illumera/schema';
import { notFound } from '../answer.ts';
import { fetchPage, type PageRequest } from '../listing/fetch-page.ts';
import { given } from '../listing/given.ts';
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
  const query = database
    .selectFrom('invoices')
    .select(invoiceColumns)
    .where((where) => where.and(given({ ...scope, status, engagementId })));
  return fetchPage(query, 'invoices', filter);
}

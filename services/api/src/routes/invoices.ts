import { createInvoice, listInvoices } from '@illumera/sync';
import type { Handlers } from './handler.ts';

export const invoiceHandlers = {
  createInvoice: ({ database }, { actor, body }) => createInvoice(database, actor, body),
  listInvoices: ({ database }, { actor, query }) => listInvoices(database, actor, query),
} satisfies Handlers<'createInvoice' | 'listInvoices'>;

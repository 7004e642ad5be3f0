import { z } from 'zod';
import { defineRoute } from '../define-route.ts';
import { Invoice } from '../models/invoice.ts';
import { Id, Paging, pageOf } from '../models/scalars.ts';

export const invoiceRoutes = {
  createInvoice: defineRoute({
    method: 'POST',
    path: '/api/invoices',
    summary: 'Drafts an invoice for an engagement',
    tag: 'invoices',
    roles: ['company_admin'],
    body: z.strictObject({
      engagementId: Id,
      amountCents: z.int().min(0),
      currency: z
        .string()
        .regex(/^[A-Z]{3}$/, 'must be an ISO 4217 code')
        .meta({ examples: ['USD'] }),
    }),
    answer: { status: 201, model: Invoice },
  }),
  listInvoices: defineRoute({
    method: 'GET',
    path: '/api/invoices',
    summary: "Lists the company's invoices",
    tag: 'invoices',
    roles: ['company_admin'],
    query: Paging.extend({ status: Invoice.shape.status.optional(), engagementId: Id.optional() }),
    answer: { status: 200, model: pageOf(Invoice) },
  }),
};

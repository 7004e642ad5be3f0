import { z } from 'zod';
import { Id, Timestamp } from './scalars.ts';

/** What a company is billed for an engagement. */
export const Invoice = z.object({
  id: Id,
  companyId: Id,
  engagementId: Id,
  amountCents: z.int(),
  currency: z.string().meta({ examples: ['USD'] }),
  status: z.enum(['draft', 'finalized', 'paid', 'void']),
  createdAt: Timestamp,
  updatedAt: Timestamp,
});
export type Invoice = z.output<typeof Invoice>;

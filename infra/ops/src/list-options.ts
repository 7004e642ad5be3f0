import { z } from 'zod';

/** What narrows every list of the sync's tables. */
export const listOptions = {
  tenant: z.string().optional().describe('id of a tenant: its rows only'),
  company: z.string().optional().describe('id of a company: its rows only'),
  from: z.iso.datetime().optional().describe('only what is as new as this; ISO 8601, UTC'),
  to: z.iso.datetime().optional().describe('only what is older than this; ISO 8601, UTC'),
};

export const Limit = z.coerce.number().int().min(1).max(200).default(50);

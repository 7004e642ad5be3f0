import { z } from 'zod';
import { TIME_ENTRY_STATUSES } from '../store/rows.ts';

export const Organization = z.object({ organizationId: z.string(), name: z.string() });
export type Organization = z.output<typeof Organization>;

/** The rows of the store, where an organization's id is `id`. */
export const OrganizationList = z.object({
  data: z.array(
    z
      .object({ id: z.string(), name: z.string() })
      .transform(({ id, name }) => ({ organizationId: id, name })),
  ),
});

export const MintedKey = z.object({ apiKey: z.string() });

export const Account = z.object({ sub: z.string(), email: z.string(), name: z.string() });
export type Account = z.output<typeof Account>;
export const AccountList = z.object({ data: z.array(Account) });

export const MintedToken = z.object({ token: z.string() });

/** A time entry as Align has it; `externalIds` are its ids at Illumera. */
export const AlignTimeEntry = z.object({
  id: z.string(),
  organizationId: z.string(),
  minutes: z.int(),
  description: z.string().nullable(),
  status: z.enum(TIME_ENTRY_STATUSES),
  reason: z.string().nullable(),
  externalIds: z.array(z.string()),
});
export type AlignTimeEntry = z.output<typeof AlignTimeEntry>;
export const AlignTimeEntryList = z.object({ data: z.array(AlignTimeEntry) });

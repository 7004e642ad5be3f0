import { z } from 'zod';
import { TIME_ENTRY_STATUSES } from '../store/rows.ts';

const blankIsUnset = (value: unknown) => (value === '' ? undefined : value);

/** What part of the state the page shows, and what to say about the last button pressed. */
export const ViewQuery = z.object({
  status: z.preprocess(blankIsUnset, z.enum(TIME_ENTRY_STATUSES).optional()),
  /** An external id or an Align id of a time entry. */
  find: z.preprocess(blankIsUnset, z.string().trim().max(255).optional()),
  page: z.coerce.number().int().min(1).default(1),
  did: z.enum(['approve', 'reject', 'lock', 'invoice', 'unlock']).optional(),
  said: z.enum(['turned', 'unturned', 'restored']).optional(),
  outcome: z.enum(['done', 'refused', 'reasonless', 'gone']).optional(),
});
export type ViewQuery = z.output<typeof ViewQuery>;

/** The query that leads back to a view, with some of it changed; the notice does not travel along. */
export function viewLink(view: ViewQuery, changes: Partial<ViewQuery> = {}): string {
  const { status, find, page } = { ...view, ...changes };
  const query = new URLSearchParams();
  if (status !== undefined) query.set('status', status);
  if (find !== undefined) query.set('find', find);
  if (page > 1) query.set('page', String(page));
  return query.toString();
}

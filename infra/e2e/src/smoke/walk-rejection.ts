import { check } from './check.ts';
import { decide, submit } from './entry-moves.ts';
import { logHours } from './log-hours.ts';
import type { Take } from './take-steps.ts';
import type { Walk } from './walk.ts';

const REASON = 'Please leave out the lunch break 🥪';

/** Walks hours to their rejection, and their correction to its invoice. */
export async function walkRejection(walk: Walk, take: Take): Promise<void> {
  const rejected = await take('a rejection in Align comes back with its reason', async () => {
    const { id: entryId } = await logHours(walk, 540);
    await submit(walk, entryId);
    const seen = await decide(walk, { entryId, becomes: 'rejected', reason: REASON });
    check(seen.rejectionReason === REASON, `the reason came back as "${seen.rejectionReason}"`);
    return seen;
  });
  const adjustment = await take('its adjustment is approved', async () => {
    const body = { minutes: 480, notes: 'Without the lunch break' };
    const { id: entryId } = await walk.talent('adjustTimeEntry', { params: { id: rejected.id }, body });
    await submit(walk, entryId);
    return decide(walk, { entryId, becomes: 'approved' });
  });
  await take('a lock in Align comes back', () => decide(walk, { entryId: adjustment.id, becomes: 'locked' }));
  await take('an invoice in Align comes back', () =>
    decide(walk, { entryId: adjustment.id, becomes: 'invoiced' }),
  );
}

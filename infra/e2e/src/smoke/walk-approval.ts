import { decide, seenHere, submit } from './entry-moves.ts';
import { logHours } from './log-hours.ts';
import type { Take } from './take-steps.ts';
import { until } from './until.ts';
import type { Walk } from './walk.ts';

/** Walks hours to their approval, back to a draft, and away. */
export async function walkApproval(walk: Walk, take: Take): Promise<void> {
  const { admin, talent, control } = walk;
  const entry = await take('hours that are logged and submitted reach Align', async () => {
    const logged = await logHours(walk, 150);
    await submit(walk, logged.id);
    return logged;
  });
  await take('an approval in Align comes back', () =>
    decide(walk, { entryId: entry.id, becomes: 'approved' }),
  );
  await take('an unlocked entry is a draft again', async () => {
    const reason = 'The smoke test wants it back.';
    await admin('unlockTimeEntry', { params: { id: entry.id }, body: { reason } });
    await seenHere(walk, entry.id, 'draft');
  });
  await take('a deleted draft is deleted in Align', async () => {
    await talent('deleteTimeEntry', { params: { id: entry.id } });
    await until(`entry ${entry.id} to be gone from Align`, async () => {
      const left = await control.findTimeEntries({ externalId: entry.id });
      return left.length === 0 ? true : undefined;
    });
  });
}

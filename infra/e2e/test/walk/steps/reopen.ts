import type { TimeEntry } from '@illumera/api-models';
import { until } from '@illumera/testkit';
import { submittedAtAlign } from '../at-align.ts';
import { entryWith } from '../log-entry.ts';
import type { Walk } from '../set-out.ts';

/** Unlocking brings an approved entry back to draft, where it is edited and submitted again. */
export async function reopen(walk: Walk, { id }: TimeEntry): Promise<void> {
  const { admin, talent } = walk;
  await admin('unlockTimeEntry', { params: { id }, body: { reason: 'Wrong hours' } });
  await entryWith(walk, id, 'draft');
  await talent('updateTimeEntry', { params: { id }, body: { minutes: 50 } });
  await talent('submitTimeEntry', { params: { id } });
  await submittedAtAlign(walk, id, 50);
  await until('everything settled', async () => {
    const { data } = await admin('listOutbox', { query: { limit: 200 } });
    return data.every((item) => item.status === 'done');
  });
}

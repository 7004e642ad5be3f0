import type { OutboxItem } from '@illumera/api-models';
import { until } from '@illumera/testkit';
import { expect } from 'vitest';
import { mutations, type Walk } from '../set-out.ts';

export interface Ended {
  /** What is still to be sent, or could not be. */
  unsettled: OutboxItem[];
}

type Ending = { connectionId: string; engagementId: string; projectId: string };

/** The engagement ends, which takes the talent off the project, then the connection: nothing more is sent. */
export async function disconnect(walk: Walk, ending: Ending): Promise<Ended> {
  const { admin } = walk;
  await admin('endEngagement', { params: { id: ending.engagementId } });
  await until('the removal at Align', async () =>
    (await mutations(walk)).find((row) => row.method === 'DELETE' && row.path.includes('/members/')),
  );
  await admin('disconnectAlign', { params: { id: ending.connectionId } });
  const after = await admin('readConnection', { params: { id: ending.connectionId } });
  expect(after.status).toBe('disconnected');
  expect((await mutations(walk)).at(-1)).toMatchObject({
    method: 'DELETE',
    path: expect.stringContaining('/webhooks/') as unknown,
  });
  await admin('updateProject', { params: { id: ending.projectId }, body: { name: 'Renamed after the end' } });
  const outbox = await admin('listOutbox', { query: { limit: 200 } });
  return { unsettled: outbox.data.filter((item) => item.status !== 'done') };
}

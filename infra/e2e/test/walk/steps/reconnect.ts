import { until } from '@illumera/testkit';
import { expect } from 'vitest';
import { externalRefOf } from '../at-align.ts';
import { mutations, type Walk } from '../set-out.ts';
import type { Staffing } from './staff-project.ts';

/** Reconnecting to the same organization goes on with the links that were kept: nothing is made twice. */
export async function reconnect(walk: Walk, { projectId, alignProjectId }: Staffing): Promise<void> {
  const { admin, companyId, apiKey } = walk;
  const reconnected = await admin('connectAlign', { body: { companyId, apiKey } });
  expect(reconnected.status).toBe('active');
  const name = 'Renamed after reconnecting';
  await admin('updateProject', { params: { id: projectId }, body: { name } });
  const renamed = await until('the new name at Align', async () =>
    (await mutations(walk)).find(
      (row) => row.status < 300 && row.method === 'PATCH' && row.path.endsWith(`/projects/${alignProjectId}`),
    ),
  );
  expect(renamed.body).toMatchObject({ name });
  const created = (await mutations(walk))
    .filter((row) => row.status < 300)
    .map(externalRefOf)
    .filter((external) => external !== undefined)
    .map(({ externalType, externalId }) => `${externalType}/${externalId}`);
  expect(new Set(created).size).toBe(created.length);
}

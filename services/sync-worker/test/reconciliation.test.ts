import { requestRun } from '@illumera/sync';
import { createProject, until, useTestDatabase } from '@illumera/testkit';
import { v7 as uuid } from 'uuid';
import { afterAll, expect, test, vi } from 'vitest';
import { openWorld } from './support/open-world.ts';

vi.setConfig({ testTimeout: 90_000 });

const { database, connectionString } = await useTestDatabase();
const world = await openWorld(database, connectionString);
afterAll(() => world.close());

/** A company with two projects that Align has. */
async function connectedCompany() {
  const { scope, alignOrgId, apiKey, connectionId } = await world.connect();
  const alignProjects: string[] = [];
  for (const name of ['First', 'Second']) {
    const response = await fetch(`${world.sandbox.url}/api/v1/projects`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ name, timeBillingEnabled: true }),
    });
    const { id: alignEntityId } = (await response.json()) as { id: string };
    const project = await createProject(database, scope);
    const link = { externalType: 'project', externalId: project.id, alignEntityType: 'project' } as const;
    await database
      .insertInto('alignEntityLinks')
      .values({ id: uuid(), ...scope, alignOrgId, ...link, alignEntityId })
      .execute();
    alignProjects.push(alignEntityId);
  }
  const operator = {
    userId: 'operator',
    tenantId: scope.tenantId,
    companyId: null,
    role: 'platform_admin',
    personId: null,
  } as const;
  return { connectionId, operator, alignProjects };
}

test('a run whose worker is killed in the middle is ended by another worker, as one run', async () => {
  const { connectionId, operator, alignProjects } = await connectedCompany();
  const { control } = world.sandbox;
  await control('POST', '/holds', {
    point: 'mid-answer',
    method: 'GET',
    path: `/projects/${alignProjects[1]}/time-entries`,
    times: 1,
  });
  const first = await world.startWorker();
  const request = await requestRun(database, operator, { connectionId, scope: 'time_entries' });
  await until('the run is in the middle', async () => {
    const { held } = await control<{ held: unknown[] }>('GET', '/holds');
    return held.length > 0;
  });
  await world.startWorker();
  await world.kill(first);
  await control('POST', '/holds/release', {});
  // The lease would run out by itself in half a minute.
  await database
    .updateTable('alignReconciliationRuns')
    .set({ leasedUntil: new Date(0) })
    .execute();
  const runs = await until('the run has ended', async () => {
    const rows = await database.selectFrom('alignReconciliationRuns').selectAll().execute();
    return rows.every(({ state }) => state !== 'running') && rows;
  });
  expect(runs).toMatchObject([{ state: 'complete', takes: 2, gaps: [] }]);
  expect(request).toEqual({ kind: 'done', value: { runId: runs[0]?.id } });
});

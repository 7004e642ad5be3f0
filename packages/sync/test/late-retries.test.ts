import type { OutboxEntityType } from '@illumera/schema';
import {
  createEngagement,
  createPerson,
  createProject,
  createTimeEntry,
  useTestDatabase,
} from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { connectedCompany } from './connected-company.ts';
import { useAlign } from './support/use-align.ts';

const { database } = await useTestDatabase();
/** Longer than Align keeps an idempotency key. */
const HOURS = 25;
const PATHS: Partial<Record<OutboxEntityType, string[]>> = {
  project: ['/projects'],
  user: ['/users/invite', '/users/bulk-invite'],
  project_member: ['/projects/:projectId/members/:userId'],
  time_entry: ['/projects/:projectId/time-entries'],
  wiki_page: ['/projects/:projectId/wiki-pages'],
};
const { sandbox, transport } = await useAlign();
type World = Awaited<ReturnType<typeof newWorld>>;
type Listed = { data: Record<string, unknown>[]; total: number };
const newWorld = () => connectedCompany({ database, sandbox, transport });

/** Until it is mended, Align makes what it is asked to make, and nobody hears of it. */
async function loseEveryAnswer(entityType: OutboxEntityType): Promise<{ fired: () => Promise<number> }> {
  for (const path of PATHS[entityType] ?? []) {
    await sandbox.control('POST', '/faults', { kind: 'drop-after-commit', method: 'POST', path });
  }
  return {
    fired: async () => {
      const { data } = await sandbox.control<{ data: { fired: number }[] }>('GET', '/faults');
      return data.reduce((sum, fault) => sum + fault.fired, 0);
    },
  };
}

/** The same moment later, here and at Align. */
async function passHours(world: World): Promise<void> {
  await sandbox.control('PATCH', '/clock', { advanceMs: HOURS * 3_600_000 });
  await sql`
    update align_sync_outbox set first_sent_at = first_sent_at - make_interval(hours => ${HOURS})
    where company_id = ${world.companyId}
  `.execute(database);
  await world.hurry();
}

/** So many of everything that is created, each create of which loses its answer. */
async function prepare(world: World, count: number) {
  const { tenantId, companyId } = world;
  const scope = { tenantId, companyId };
  const created: Record<'project' | 'user' | 'project_member' | 'time_entry', string[]> = {
    project: [],
    user: [],
    project_member: [],
    time_entry: [],
  };
  for (let number = 0; number < count; number += 1) {
    const project = await createProject(database, scope);
    const person = await createPerson(database, { tenantId });
    const engagement = await createEngagement(database, {
      ...scope,
      projectId: project.id,
      personId: person.profile.id,
      status: 'accepted',
    });
    created.project.push(project.id);
    created.user.push(person.user.id);
    created.project_member.push(engagement.id);
    created.time_entry.push((await createTimeEntry(database, engagement)).id);
  }
  return created;
}

test('makes nothing twice of any create that took effect without an answer, retried a day later', async () => {
  const world = await newWorld();
  const ids = await prepare(world, 6);
  const steps = [
    ['project', ids.project],
    ['user', ids.user],
    ['project_member', ids.project_member],
    ['time_entry', ids.time_entry],
    ['wiki_page', ids.project],
  ] as const;
  for (const [entityType, localIds] of steps) {
    for (const localId of localIds) await world.enqueue(entityType, localId);
    const lost = await loseEveryAnswer(entityType);
    await world.drain();
    expect(await lost.fired()).toBeGreaterThan(0);
    await sandbox.control('DELETE', '/faults');
    await passHours(world);
    await world.drain();
  }
  expect(new Set((await world.intents()).map((intent) => intent.status))).toEqual(new Set(['done']));
  for (const [entityType, localIds] of steps) {
    const { data } = await world.atAlign<Listed>(
      `/integration-links?provider=illumera&externalType=${entityType}&pageSize=100`,
    );
    expect(data.map((link) => String(link['externalId'])).toSorted()).toEqual(localIds.toSorted());
  }
  const { data: projects } = await world.atAlign<Listed>('/projects?pageSize=100');
  expect(projects).toHaveLength(6);
  for (const project of projects) {
    const { total } = await world.atAlign<Listed>(`/projects/${String(project['id'])}/time-entries`);
    const members = await world.atAlign<Listed>(`/projects/${String(project['id'])}/members`);
    const pages = await world.atAlign<Listed>(`/projects/${String(project['id'])}/wiki-pages`);
    expect([total, members.total, pages.data.length]).toEqual([1, 1, 1]);
  }
});

import type { ExternalType } from '@illumera/schema';
import {
  createCompany,
  createEngagement,
  createProject,
  proofSize,
  useTestDatabase,
} from '@illumera/testkit';
import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import { enqueueIntent, scheduleRuns } from '../../src/index.ts';
import { daysAgo, type Meddling } from './reconciling-company.ts';
import { refusing } from './refusing.ts';
import { useStandIn } from './stand-in.ts';

const { database } = await useTestDatabase();
const standIn = await useStandIn(database);

async function newCompany() {
  const company = await standIn.newCompany();
  const { companyId, align } = company;
  const alignLink = async (externalType: ExternalType, externalId: string) => {
    const query = { provider: 'illumera', externalType, externalId };
    const [link] = (await align.call('listIntegrationLinks', { query })).data;
    if (link === undefined) throw new Error(`Align has no link of ${externalType} ${externalId}`);
    return link;
  };
  const ours = (externalType: ExternalType, externalId: string) =>
    database
      .selectFrom('alignEntityLinks')
      .select(['id', 'alignEntityId'])
      .where('companyId', '=', companyId)
      .where('externalType', '=', externalType)
      .where('externalId', '=', externalId)
      .executeTakeFirst();
  return {
    ...company,
    alignLink,
    ours,
    loseAtAlign: async (type: ExternalType, id: string) =>
      standIn.control('DELETE', `/links/${(await alignLink(type, id)).id}`),
    loseHere: (type: ExternalType, id: string) =>
      database
        .deleteFrom('alignEntityLinks')
        .where('companyId', '=', companyId)
        .where('externalType', '=', type)
        .where('externalId', '=', id)
        .execute(),
    check: async (meddle?: Meddling) => company.take(await company.start({ scope: 'links' }), meddle),
    counts: async () =>
      (
        await database
          .selectFrom('alignReconciliationRuns')
          .select('counts')
          .where('companyId', '=', companyId)
          .orderBy('id', 'desc')
          .limit(1)
          .executeTakeFirstOrThrow()
      ).counts,
  };
}

const LINKS = proofSize({ usual: 110, full: 10_000 });
const timeout = proofSize({ usual: 120_000, full: 600_000 });

test(`finds the three cases among ${LINKS} links beyond the first hundred: flags, fetches and corrects`, {
  timeout,
}, async () => {
  const company = await newCompany();
  const days = Array.from({ length: LINKS }, (_, index) => daysAgo(index % 7));
  const entries = await company.logMany(days, 'submitted');
  const firstHundred = await company.align.call('listIntegrationLinks', {
    query: { page: 1, pageSize: 100 },
  });
  const listed = new Set(firstHundred.data.map(({ externalId }) => externalId));
  const [lost, unknown, moved] = entries.filter(({ id }) => !listed.has(id));
  if (!lost || !unknown || !moved) throw new Error('too few entries');
  await company.loseAtAlign('time_entry', lost.id);
  await company.loseHere('time_entry', unknown.id);
  await company.move(unknown.alignId, 'submit', 'approve');
  await standIn.control('PATCH', `/links/${(await company.alignLink('time_entry', moved.id)).id}`, {
    alignEntityId: 'te_migrated',
  });

  expect(await company.check()).toEqual({ kind: 'ended', state: 'complete' });

  expect(await company.counts()).toEqual({ links: { stored: 1, corrected: 1, found: 1, resolved: 0 } });
  expect(await company.discrepancies()).toEqual([
    {
      field: 'entity_link.time_entry',
      externalId: lost.id,
      illumeraValue: lost.alignId,
      alignValue: null,
      severity: 'warning',
      state: 'open',
      timesSeen: 1,
    },
  ]);
  expect(await company.ours('time_entry', unknown.id)).toMatchObject({ alignEntityId: unknown.alignId });
  expect(await company.readEntry(unknown.id)).toMatchObject({ status: 'approved' });
  expect(await company.ours('time_entry', moved.id)).toMatchObject({ alignEntityId: 'te_migrated' });
  expect(await company.changes()).toContainEqual({
    externalId: moved.id,
    before: { alignEntityId: moved.alignId },
    after: { alignEntityId: 'te_migrated' },
  });
  await company.check();
  expect(await company.counts()).toEqual({ links: { stored: 0, corrected: 0, found: 1, resolved: 0 } });
});

/** A company with something of each type at Align, besides entries. */
async function provisionedCompany() {
  const company = await newCompany();
  const { align, alignProjectId: projectId, engagement, project, person } = company;
  const provider = 'illumera' as const;
  await company.becomeMember();
  const page = await align.call('createWikiPage', {
    params: { projectId },
    body: {
      title: 'Plan',
      content: '# Plan',
      externalRef: { provider, externalType: 'wiki_page', externalId: project.id },
    },
  });
  await company.link('wiki_page', project.id, page.id);
  const ids = {
    project: project.id,
    user: person.user.id,
    project_member: engagement.id,
    wiki_page: project.id,
  };
  return { ...company, idOf: (type: keyof typeof ids) => ids[type] };
}

const types = ['project', 'user', 'project_member', 'wiki_page'] as const;

test.each(types)('flags a link of a %s that Align lost', async (type) => {
  const company = await provisionedCompany();
  const id = company.idOf(type);
  const known = await company.ours(type, id);
  await company.loseAtAlign(type, id);
  expect(await company.check()).toEqual({ kind: 'ended', state: 'complete' });
  expect(await company.ours(type, id)).toEqual(known);
  expect(await company.discrepancies()).toMatchObject([{ field: `entity_link.${type}`, externalId: id }]);
});

test.each(types)('fetches what Align links to a %s and nobody here does', async (type) => {
  const company = await provisionedCompany();
  const id = company.idOf(type);
  const known = await company.ours(type, id);
  await company.loseHere(type, id);
  expect(await company.check()).toEqual({ kind: 'ended', state: 'complete' });
  expect((await company.ours(type, id))?.alignEntityId).toBe(known?.alignEntityId);
  expect(await company.discrepancies()).toEqual([]);
});

test.each(types)('corrects our link of a %s where Align names another', async (type) => {
  const company = await provisionedCompany();
  const id = company.idOf(type);
  const known = await company.ours(type, id);
  const link = database.updateTable('alignEntityLinks').where('id', '=', known?.id ?? '');
  await link.set({ alignEntityId: 'as_it_was' }).execute();
  // Whose membership is whose is known once all members were read.
  const runId = await company.start({ scope: type === 'project_member' ? 'nightly' : 'links' });
  expect(await company.take(runId)).toEqual({ kind: 'ended', state: 'complete' });
  expect((await company.ours(type, id))?.alignEntityId).toBe(known?.alignEntityId);
  expect(await company.changes()).toMatchObject([
    {
      externalId: id,
      before: { alignEntityId: 'as_it_was' },
      after: { alignEntityId: known?.alignEntityId },
    },
  ]);
  expect(await company.discrepancies()).toEqual([]);
});

test('flags a second entry that Align links to one of ours: its hours count twice there', async () => {
  const company = await newCompany();
  const { id, alignId } = await company.log(daysAgo(1), 'submitted');
  const second = await company.logAtAlign(daysAgo(1));
  const doubled: Meddling = (client) => ({
    call: async (name, ...parts) => {
      const answer = await client.call(name, ...parts);
      if (name !== 'listIntegrationLinks') return answer;
      const { data, ...page } = answer as unknown as { data: { externalId: string }[]; total: number };
      const link = data.find(({ externalId }) => externalId === id);
      if (link === undefined) return answer;
      const other = { ...link, id: 'link_of_the_second', alignEntityId: second };
      return { ...page, data: [...data, other], total: page.total + 1 } as never;
    },
  });
  for (let night = 1; night <= 2; night += 1) {
    const runId = await company.start({ scope: 'nightly' });
    expect(await company.take(runId, doubled)).toEqual({ kind: 'ended', state: 'complete' });
  }
  expect(await company.ours('time_entry', id)).toMatchObject({ alignEntityId: alignId });
  expect(await company.discrepancies()).toMatchObject([
    {
      field: 'entity_link.time_entry',
      externalId: id,
      illumeraValue: alignId,
      alignValue: second,
      severity: 'critical',
      timesSeen: 2,
    },
  ]);
  const gone = { params: { timeEntryId: second }, idempotencyKey: second };
  await company.align.call('deleteTimeEntry', gone);
  await company.take(await company.start({ scope: 'nightly' }), doubled);
  expect(await company.discrepancies()).toMatchObject([{ state: 'resolved' }]);
});

test('sees the same difference on three nights as one, which resolves itself when the sides agree', async () => {
  const company = await newCompany();
  const { user } = company.person;
  await company.loseAtAlign('user', user.id);
  for (let night = 1; night <= 3; night += 1) {
    await company.check();
    expect(await company.discrepancies()).toMatchObject([
      { field: 'entity_link.user', externalId: user.id, state: 'open', timesSeen: night },
    ]);
  }
  await company.align.call('inviteUser', {
    idempotencyKey: uuid(),
    body: {
      email: user.email,
      name: user.name,
      role: 'developer',
      sendInvite: false,
      externalRef: { provider: 'illumera', externalType: 'user', externalId: user.id },
    },
  });
  await company.check();
  expect(await company.discrepancies()).toMatchObject([{ state: 'resolved', timesSeen: 3 }]);
});

test('reports nothing missing when a page cannot be had', async () => {
  const company = await newCompany();
  await company.loseAtAlign('project', company.project.id);
  const failing = refusing('listIntegrationLinks');
  expect(await company.check(failing)).toEqual({ kind: 'ended', state: 'incomplete' });
  expect(await company.discrepancies()).toEqual([]);
});

/** Align knows none of the filters of S0. */
const unfiltered: Meddling = (client) => ({
  call: (name, ...parts) => {
    if (name !== 'listIntegrationLinks') return client.call(name, ...parts);
    const { query } = parts[0] as unknown as { query: { page?: number; pageSize?: number } };
    const { page, pageSize } = query;
    return client.call(name, { query: { page, pageSize } } as never);
  },
});

test('reports nothing missing where Align answers the question for one link with others', async () => {
  const company = await newCompany();
  const entries = await company.logMany(Array(110).fill(daysAgo(1)));
  await company.loseAtAlign('time_entry', entries[0]?.id ?? '');
  expect(await company.check(unfiltered)).toEqual({ kind: 'ended', state: 'incomplete' });
  expect(await company.discrepancies()).toEqual([]);
});

test("knows a membership by project and user, whatever Align's own id of it is", async () => {
  const company = await newCompany();
  const { alignProjectId, alignUserId, engagement } = company;
  const membershipId = `${alignProjectId}:${alignUserId}`;
  const member = await company.align.call('addProjectMember', {
    params: { projectId: alignProjectId, userId: alignUserId },
    idempotencyKey: engagement.id,
    body: {
      roleOverride: 'developer',
      externalRef: { provider: 'illumera', externalType: 'project_member', externalId: engagement.id },
    },
  });
  expect((await company.alignLink('project_member', engagement.id)).alignEntityId).toBe(member.id);
  await company.link('project_member', engagement.id, membershipId);
  const { tenantId, companyId, project, person } = company;
  const second = await createEngagement(database, {
    tenantId,
    companyId,
    projectId: project.id,
    personId: person.profile.id,
  });
  await company.link('project_member', second.id, membershipId);

  await company.check();
  expect(await company.check(refusing('listProjectMembers'))).toMatchObject({ state: 'incomplete' });
  expect(await company.discrepancies()).toEqual([]);
  expect(await company.changes()).toEqual([]);

  await standIn.control('PATCH', `/links/${(await company.alignLink('project_member', engagement.id)).id}`, {
    alignEntityId: membershipId,
  });
  expect(await company.check()).toMatchObject({ state: 'complete' });
  expect(await company.discrepancies()).toEqual([]);
  expect(await company.changes()).toEqual([]);

  await company.loseHere('project_member', engagement.id);
  await company.check();
  expect(await company.ours('project_member', engagement.id)).toMatchObject({ alignEntityId: membershipId });
});

test('is through soon with links that grow in number with every page', async () => {
  const company = await newCompany();
  await company.logMany(Array(250).fill(daysAgo(1)));
  const lost = await company.log(daysAgo(1));
  await company.loseAtAlign('time_entry', lost.id);
  let pages = 0;
  const busy: Meddling = (client) => ({
    call: async (name, ...parts) => {
      const answer = await client.call(name, ...parts);
      const { query } = (parts[0] ?? {}) as unknown as { query?: { externalId?: string } };
      if (name !== 'listIntegrationLinks' || query?.externalId !== undefined) return answer;
      pages += 1;
      await company.provision(uuid());
      return answer;
    },
  });
  expect(await company.check(busy)).toEqual({ kind: 'ended', state: 'complete' });
  // Twice or three times where pages overtake one another.
  expect(pages).toBeLessThanOrEqual(9);
  const found = (await company.discrepancies()).filter(({ alignValue }) => alignValue === null);
  expect(found).toMatchObject([{ field: 'entity_link.time_entry', externalId: lost.id }]);
});

test('leaves links of entities alone that are on their way to Align', async () => {
  const company = await newCompany();
  const { tenantId, companyId, project } = company;
  await company.loseAtAlign('project', project.id);
  await enqueueIntent(database, {
    tenantId,
    companyId,
    entityType: 'project',
    localId: project.id,
    operation: 'upsert',
  });
  await company.check();
  expect(await company.discrepancies()).toEqual([]);
});

test('says nothing of the links of another company in the same organization, and flags what nobody or another tenant has', async () => {
  const company = await newCompany();
  const { id: companyId } = await createCompany(database, { tenantId: company.tenantId });
  const other = await createProject(database, { tenantId: company.tenantId, companyId });
  const foreign = await newCompany();
  const externalRef = { provider: 'illumera', externalType: 'project' } as const;
  const create = async (externalId: string) =>
    company.align.call('createProject', {
      idempotencyKey: uuid(),
      body: { name: 'X', timeBillingEnabled: true, externalRef: { ...externalRef, externalId } },
    });
  await create(other.id);
  const orphan = await create('proj_nobody');
  const stolen = await create(foreign.project.id);
  await company.check();
  const flagged = await company.discrepancies();
  expect(new Map(flagged.map(({ externalId, alignValue }) => [externalId, alignValue]))).toEqual(
    new Map([
      ['proj_nobody', orphan.id],
      [foreign.project.id, stolen.id],
    ]),
  );
  expect(await company.ours('project', other.id)).toBeUndefined();
  expect(await company.ours('project', foreign.project.id)).toBeUndefined();
});

test('flags a link of Align that points to nothing instead of storing it', async () => {
  const company = await newCompany();
  const { id, alignId } = await company.log(daysAgo(1), 'submitted');
  await company.loseHere('time_entry', id);
  await standIn.control('PATCH', `/links/${(await company.alignLink('time_entry', id)).id}`, {
    alignEntityId: 'te_nowhere',
  });
  await company.check();
  expect(await company.ours('time_entry', id)).toBeUndefined();
  expect(await company.discrepancies()).toMatchObject([{ externalId: id, alignValue: 'te_nowhere' }]);
  expect(alignId).not.toBe('te_nowhere');
});

test('reads links again in the next slot once new ones were written, and not before', async () => {
  const company = await newCompany();
  const { connection } = company;
  const isDue = async (slot: string) => {
    await scheduleRuns(database, { scope: 'links', slot });
    const due = await database
      .selectFrom('alignReconciliationRuns')
      .select('id')
      .where('connectionId', '=', connection.id)
      .where('slot', '=', slot)
      .executeTakeFirst();
    if (due !== undefined) await company.take(due.id);
    return due !== undefined;
  };
  expect(await isDue('one')).toBe(true);
  expect(await isDue('two')).toBe(false);
  await company.link('wiki_page', company.project.id, 'page_1');
  expect(await isDue('three')).toBe(true);
});

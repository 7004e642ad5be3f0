import { createPerson, useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { enqueueIntent } from '../../src/index.ts';
import { rememberSent } from '../../src/links/remember-sent.ts';
import { connectedCompany } from '../connected-company.ts';
import type { Meddling } from './reconciling-company.ts';
import { refusing } from './refusing.ts';
import { useStandIn } from './stand-in.ts';

const { database } = await useTestDatabase();
const standIn = await useStandIn(database);

/** A company whose talent is a member of the project at Align, and whose staffing page is there. */
async function newCompany() {
  const company = await standIn.newCompany();
  const { align, alignProjectId: projectId, project, scope } = company;
  const { user } = company.person;
  await rememberSent(database, scope, {
    type: 'user',
    id: user.id,
    sent: { name: user.name, email: user.email },
  });
  await company.becomeMember();
  const fields = { title: 'Illumera Staffing Plan', content: '# Plan\n' };
  const page = await align.call('createWikiPage', {
    params: { projectId },
    body: {
      ...fields,
      externalRef: { provider: 'illumera', externalType: 'wiki_page', externalId: project.id },
    },
  });
  await company.link('wiki_page', project.id, page.id);
  await rememberSent(database, scope, { type: 'wiki_page', id: project.id, sent: fields });
  return {
    ...company,
    page,
    readUser: () =>
      database.selectFrom('users').selectAll().where('id', '=', user.id).executeTakeFirstOrThrow(),
    night: async (meddle?: Meddling) => company.take(await company.start({ scope: 'nightly' }), meddle),
  };
}

test('finds nothing where the sides agree', async () => {
  const company = await newCompany();
  expect(await company.night()).toEqual({ kind: 'ended', state: 'complete' });
  expect(await company.discrepancies()).toEqual([]);
  expect(await company.changes()).toEqual([]);
});

test('takes over a name that was changed in Align, and leaves one that is newer here', async () => {
  const company = await newCompany();
  const rename = (name: string) =>
    company.align.call('updateUser', { params: { userId: company.alignUserId }, body: { name } });
  await rename('Grace Brewster Hopper');
  await company.night();
  expect((await company.readUser()).name).toBe('Grace Brewster Hopper');
  expect(await company.changes()).toHaveLength(1);

  const { tenantId, companyId, person } = company;
  await rename('Somebody Else');
  const intent = { tenantId, companyId, localId: person.user.id };
  await enqueueIntent(database, { ...intent, entityType: 'user', operation: 'upsert' });
  await company.night();
  expect((await company.readUser()).name).toBe('Grace Brewster Hopper');
  expect(await company.discrepancies()).toEqual([]);
});

test('shows an address and a name of unknown age to people, until the sides agree', async () => {
  const company = await newCompany();
  const { alignUserId: userId, person, scope } = company;
  await rememberSent(database, scope, { type: 'user', id: person.user.id, sent: null });
  await company.align.call('updateUser', {
    params: { userId },
    body: { name: 'Other', email: 'other@example.com' },
  });
  await company.night();
  await company.night();
  expect(await company.discrepancies()).toMatchObject([
    { field: 'user.name', illumeraValue: person.user.name, alignValue: 'Other', timesSeen: 2 },
    { field: 'user.email', illumeraValue: person.user.email, alignValue: 'other@example.com', timesSeen: 2 },
  ]);
  expect(await company.readUser()).toMatchObject({ name: person.user.name, email: person.user.email });
  const { name, email } = person.user;
  await company.align.call('updateUser', { params: { userId }, body: { name, email: email.toUpperCase() } });
  await company.night();
  expect((await company.discrepancies()).map(({ state }) => state)).toEqual(['resolved', 'resolved']);
});

test('flags who and what is gone from Align, each once, and settles a membership that is back', async () => {
  const company = await newCompany();
  const { alignProjectId: projectId, alignUserId: userId, engagement } = company;
  await company.align.call('removeProjectMember', { params: { projectId, userId } });
  await company.night();
  expect(await company.discrepancies()).toMatchObject([
    { field: 'project_member.missing', externalId: engagement.id, state: 'open' },
    { field: 'entity_link.project_member', externalId: engagement.id, state: 'open' },
  ]);
  await company.align.call('addProjectMember', {
    params: { projectId, userId },
    body: {
      roleOverride: 'developer',
      externalRef: { provider: 'illumera', externalType: 'project_member', externalId: engagement.id },
    },
  });
  await company.night();
  expect((await company.discrepancies()).map(({ state }) => state)).toEqual(['resolved', 'resolved']);
});

test('notices a staffing page that was edited in Align', async () => {
  const company = await newCompany();
  await company.align.call('updateWikiPage', {
    params: { wikiPageId: company.page.id },
    body: { content: '# Scribble' },
  });
  await company.night();
  expect(await company.discrepancies()).toMatchObject([{ field: 'wiki_page.content', severity: 'info' }]);
  await company.align.call('updateWikiPage', {
    params: { wikiPageId: company.page.id },
    body: { content: '# Plan\n' },
  });
  await company.night();
  expect(await company.discrepancies()).toMatchObject([{ field: 'wiki_page.content', state: 'resolved' }]);
});

test('links a talent whom Align has as a member already', async () => {
  const company = await newCompany();
  const { companyId, engagement } = company;
  await database
    .deleteFrom('alignEntityLinks')
    .where('companyId', '=', companyId)
    .where('externalType', '=', 'project_member')
    .execute();
  await company.night();
  const { rows } = await sql<{ externalId: string }>`
    select external_id from align_entity_links where company_id = ${companyId} and external_type = 'project_member'
  `.execute(database);
  expect(rows).toEqual([{ externalId: engagement.id }]);
});

test('says nothing of what it could not see', async () => {
  const company = await newCompany();
  const { alignProjectId: projectId, alignUserId: userId } = company;
  await company.align.call('removeProjectMember', { params: { projectId, userId } });
  const failing = refusing('listProjectMembers', 'listUsers', 'listWikiPages');
  expect(await company.night(failing)).toEqual({ kind: 'ended', state: 'incomplete' });
  const fields = (await company.discrepancies()).map(({ field }) => field);
  expect(fields).not.toContain('project_member.missing');
});

test('does not take the name of somebody whom Align knew already for one that it was told', async () => {
  const world = await connectedCompany(standIn.world);
  const { user } = world.person;
  const namesake = await createPerson(database, { tenantId: world.tenantId });
  await database.updateTable('users').set({ email: user.email }).where('id', '=', namesake.user.id).execute();
  for (const { id } of [user, namesake.user]) {
    await world.enqueue('user', id);
    await world.drain();
  }
  const links = await database
    .selectFrom('alignEntityLinks')
    .select(['externalId', 'lastSent'])
    .where('companyId', '=', world.companyId)
    .execute();
  expect(new Map(links.map(({ externalId, lastSent }) => [externalId, lastSent]))).toEqual(
    new Map([
      [user.id, { name: user.name, email: user.email }],
      [namesake.user.id, null],
    ]),
  );
});

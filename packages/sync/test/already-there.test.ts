import { type AlignTransport, createAlignTransport } from '@illumera/align-client';
import { type AlignSandbox, createTimeEntry, startAlignSandbox, useTestDatabase } from '@illumera/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { connectedCompany } from './connected-company.ts';

const { database } = await useTestDatabase();
let sandbox: AlignSandbox;
let transport: AlignTransport;
beforeAll(async () => {
  sandbox = await startAlignSandbox();
  transport = createAlignTransport({ baseUrl: `${sandbox.url}/api/v1` });
});
afterAll(async () => {
  await transport.close();
  await sandbox.stop();
});

/** A company whose project, talent and draft are at Align; the membership is too unless it is left out. */
async function company({ withMember = true } = {}) {
  const world = await connectedCompany({ database, sandbox, transport });
  const entry = await createTimeEntry(database, world.engagement);
  await world.enqueue('project', world.project.id);
  await world.enqueue('user', world.person.user.id);
  if (withMember) await world.enqueue('project_member', world.engagement.id);
  await world.enqueue('time_entry', entry.id);
  await world.drain();
  const organizationId = world.connection.alignOrgId;
  const { apiKey } = await sandbox.control<{ apiKey: string }>('POST', '/api-keys', {
    organizationId,
    scope: 'organization',
  });
  const paths = {
    entry: `/time-entries/${await world.link('time_entry')}`,
    member: `/projects/${await world.link('project')}/members/${await world.link('user')}`,
  };
  return {
    ...world,
    entry,
    paths,
    /** What somebody does at Align. */
    act: async (method: string, path: string) => {
      const answer = await fetch(`${sandbox.url}/api/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
        ...(method === 'POST' ? { body: '{}' } : {}),
      });
      expect(answer.ok).toBe(true);
    },
    submit: () =>
      database
        .updateTable('timeEntries')
        .set({ status: 'submitted' })
        .where('id', '=', entry.id)
        .execute()
        .then(() => world.enqueue('time_entry_submit', entry.id)),
    last: async () => (await world.intents()).at(-1),
  };
}

const DONE = { status: 'done', attempts: 0, error: null };
const refuseOnce = (method: string, path: string) =>
  sandbox.control('POST', '/faults', { kind: 'error', status: 409, method, path, times: 1 });

test('takes an entry that was submitted at Align for submitted', async () => {
  const world = await company();
  await world.act('POST', `${world.paths.entry}/submit`);
  await world.submit();
  await world.drain();
  expect(await world.last()).toMatchObject(DONE);
});

test('does not take a refused submission for one that was made already', async () => {
  const world = await company();
  await refuseOnce('POST', `${world.paths.entry}/submit`);
  await world.submit();
  await world.drain();
  expect(await world.last()).toMatchObject({
    status: 'failed',
    error: 'Align refused the submission: the entry is draft',
  });
});

test('takes a talent who is a member at Align for one', async () => {
  const world = await company({ withMember: false });
  await world.act('POST', world.paths.member);
  await world.enqueue('project_member', world.engagement.id);
  await world.drain();
  expect(await world.last()).toMatchObject(DONE);
  expect(world.paths.member).toContain((await world.link('project_member')).split(':')[1]);
});

test('does not take a refused membership for one that is there', async () => {
  const world = await company({ withMember: false });
  await refuseOnce('POST', world.paths.member);
  await world.enqueue('project_member', world.engagement.id);
  await world.drain();
  expect(await world.last()).toMatchObject({
    status: 'failed',
    error: 'Align refused the membership, and the talent is not a member',
  });
});

test('is content with what is gone at Align already', async () => {
  const world = await company();
  for (const path of Object.values(world.paths)) await world.act('DELETE', path);
  await database
    .updateTable('timeEntries')
    .set({ deletedAt: new Date() })
    .where('id', '=', world.entry.id)
    .execute();
  await world.enqueueDelete('time_entry', world.entry.id);
  await world.enqueueDelete('project_member', world.engagement.id);
  await world.drain();
  expect((await world.intents()).slice(-2)).toMatchObject([DONE, DONE]);
});

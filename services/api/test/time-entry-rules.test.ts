import { createTimeEntry } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { buildTenant } from './support/build-world.ts';
import { problemOf, startApi } from './support/start-api.ts';

const api = await startApi();
const { engagement, talent, admin } = await buildTenant(api.database);
const path = '/api/time-entries';
const hours = { engagementId: engagement.id, workDate: '2026-03-02', minutes: 60 };
const dayFromNow = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const post = (body: object, to = path) => api.send(talent.user, { method: 'POST', path: to, body });

test.each([
  ['one minute', { minutes: 1 }],
  ['a whole day', { minutes: 1440 }],
  ['a leap day', { workDate: '2024-02-29' }],
  ['notes of 2,000 characters', { notes: 'n'.repeat(2000) }],
])('logs %s', async (_, change) => {
  const response = await post({ ...hours, ...change });
  expect(response.status).toBe(201);
  expect(await response.json()).toMatchObject({ ...hours, ...change, status: 'draft' });
});

test.each([
  ['no minute', { minutes: 0 }, 'minutes'],
  ['more than a day', { minutes: 1441 }, 'minutes'],
  ['half a minute', { minutes: 1.5 }, 'minutes'],
  ['a day that does not exist', { workDate: '2026-02-29' }, 'workDate'],
  ['a time of day', { workDate: '2026-03-02T08:00:00Z' }, 'workDate'],
  ['the future', { workDate: dayFromNow(2) }, 'workDate'],
  ['notes of 2,001 characters', { notes: 'n'.repeat(2001) }, 'notes'],
])('logs, changes and adjusts nothing to %s', async (_, change, field) => {
  const draft = await createTimeEntry(api.database, engagement);
  const rejected = await createTimeEntry(api.database, engagement, { status: 'rejected' });
  const responses = [
    await post({ ...hours, ...change }),
    await api.send(talent.user, { method: 'PATCH', path: `${path}/${draft.id}`, body: change }),
    ...(field === 'workDate'
      ? []
      : [await post({ minutes: 60, ...change }, `${path}/${rejected.id}/adjust`)]),
  ];
  for (const response of responses) {
    expect(response.status).toBe(400);
    expect((await problemOf(response)).errors).toMatchObject([{ field }]);
  }
});

test.each([
  ['submit', 'submitted'],
  ['submit', 'approved'],
  ['submit', 'locked'],
  ['submit', 'invoiced'],
  ['adjust', 'draft'],
  ['adjust', 'approved'],
  ['adjust', 'submitted'],
])('to %s an entry that is %s is a conflict, with the reason', async (action, status) => {
  const entry = await createTimeEntry(api.database, engagement, { status: status as 'draft' });
  const response = await post(action === 'adjust' ? { minutes: 60 } : {}, `${path}/${entry.id}/${action}`);
  expect(response.status).toBe(409);
  const { code, detail } = await problemOf(response);
  expect(code).toBe('conflict');
  expect(detail).toContain(status);
});

test('an entry that has left its draft is neither changed nor deleted', async () => {
  const { id } = await createTimeEntry(api.database, engagement, { status: 'submitted' });
  const call = { path: `${path}/${id}` };
  const changed = await api.send(talent.user, { ...call, method: 'PATCH', body: { minutes: 1 } });
  const deleted = await api.send(talent.user, { ...call, method: 'DELETE' });
  expect([changed.status, deleted.status]).toEqual([409, 409]);
});

test('only an approved or locked entry is asked to be unlocked, with a reason', async () => {
  const { id } = await createTimeEntry(api.database, engagement);
  const unlock = (body: object) => api.send(admin, { method: 'POST', path: `${path}/${id}/unlock`, body });
  expect((await unlock({ reason: ' ' })).status).toBe(400);
  expect((await unlock({ reason: 'Wrong day' })).status).toBe(409);
});

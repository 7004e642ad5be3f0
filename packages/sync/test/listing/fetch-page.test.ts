import { createProject as createProjectRow, useTestDatabase } from '@illumera/testkit';
import { v7 as uuid } from 'uuid';
import { expect, test } from 'vitest';
import { listDiscrepancies } from '../../src/listing/list-discrepancies.ts';
import { listOutbox } from '../../src/listing/list-outbox.ts';
import { createProject } from '../../src/projects/create-project.ts';
import { listProjects } from '../../src/projects/list-projects.ts';
import { buildCompany } from '../support/build-company.ts';

const { database } = await useTestDatabase();

test('walks a list newest first, each row once, while rows come and go', async () => {
  const { tenantId, companyId, admin, project } = await buildCompany(database);
  const ids = [project.id];
  for (let made = 0; made < 22; made += 1) {
    ids.unshift((await createProjectRow(database, { tenantId, companyId })).id);
  }
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listProjects(database, admin, { limit: 5, cursor });
    if (page.kind !== 'done') throw new Error(page.kind);
    seen.push(...page.value.data.map(({ id }) => id));
    cursor = page.value.nextCursor ?? undefined;
    await createProjectRow(database, { tenantId, companyId });
    await database
      .deleteFrom('projects')
      .where('id', '=', seen.at(-1) ?? '')
      .where('id', '<>', project.id)
      .execute();
  } while (cursor !== undefined);
  expect(seen).toEqual(ids);
});

test('gives no cursor on a page that ends the list exactly', async () => {
  const { admin } = await buildCompany(database);
  expect(await listProjects(database, admin, { limit: 1 })).toMatchObject({ value: { nextCursor: null } });
});

const forged = (text: string) => Buffer.from(text).toString('base64url');

test.each([
  '',
  '!',
  'aGk',
  '\u0000',
  forged('now() x'),
  forged('1 '),
  forged('999999999999999999 x'),
  forged('1 a\0b'),
])('refuses the cursor %j where it is not its own', async (cursor) => {
  const { admin } = await buildCompany(database);
  const outcome = await listProjects(database, admin, { limit: 1, cursor });
  expect(outcome).toMatchObject({ kind: 'invalid', field: 'cursor' });
});

test('filters by status, type and period', async () => {
  const { admin, companyId } = await buildCompany(database);
  await createProject(database, admin, { companyId, name: 'One' });
  const count = async (filter: object) => {
    const page = await listOutbox(database, admin, { limit: 10, maxAttempts: 5, ...filter });
    return page.kind === 'done' ? page.value.data.length : page.kind;
  };
  expect(await count({})).toBe(1);
  expect(await count({ status: 'pending', entityType: 'project', companyId })).toBe(1);
  expect(await count({ status: 'failed' })).toBe(0);
  expect(await count({ entityType: 'user' })).toBe(0);
  expect(await count({ from: '2020-01-01T00:00:00Z', to: '2020-01-02T00:00:00Z' })).toBe(0);
  expect(await count({ from: '2020-01-01T00:00:00Z' })).toBe(1);
  expect(await count({ companyId: 'another' })).toBe('not_found');
});

test('filters discrepancies by status, which is their state', async () => {
  const { tenantId, companyId, admin } = await buildCompany(database);
  await database
    .insertInto('alignReconciliationLog')
    .values([
      { id: uuid(), tenantId, companyId, field: 'minutes', state: 'open' },
      { id: uuid(), tenantId, companyId, field: 'status', state: 'ignored' },
    ])
    .execute();
  const fields = async (filter: object) => {
    const page = await listDiscrepancies(database, admin, { limit: 10, ...filter });
    return page.kind === 'done' ? page.value.data.map(({ field }) => field) : page.kind;
  };
  expect(await fields({ status: 'ignored' })).toEqual(['status']);
  expect(await fields({ state: 'ignored' })).toEqual(['status']);
  expect(await fields({ status: 'open', field: 'minutes' })).toEqual(['minutes']);
  expect(await fields({ status: 'resolved' })).toEqual([]);
});

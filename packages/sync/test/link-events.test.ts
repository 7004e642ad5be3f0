import { randomUUID } from 'node:crypto';
import { createProject, until, useTestDatabase } from '@illumera/testkit';
import { type KyselyPlugin, sql } from 'kysely';
import { expect, test } from 'vitest';
import { findLink, handleDelivery, writeLink } from '../src/index.ts';
import { inboundCompany, noAlign } from './inbound-company.ts';

const { database } = await useTestDatabase();

type Company = Awaited<ReturnType<typeof inboundCompany>>;

function memberEvent(externalId: string, reference: Record<string, string> = {}) {
  const externalRef = { provider: 'illumera', externalType: 'project_member', externalId, ...reference };
  return { eventName: 'project_member.added', payload: { projectId: 'prj_1', userId: 'usr_1', externalRef } };
}

function pageEvent(externalId: string, entityId: string) {
  const externalRef = { provider: 'illumera', externalType: 'wiki_page', externalId };
  return { eventName: 'wiki_page.created', entityId, payload: { externalRef } };
}

const memberLink = (company: Company) =>
  findLink(database, company.scope, { type: 'project_member', id: company.engagement.id });

test('writes the link of an accepted engagement by its project and user', async () => {
  const company = await inboundCompany(database);
  expect(await company.deliver(memberEvent(company.engagement.id))).toEqual({ kind: 'applied' });
  expect(await memberLink(company)).toBe('prj_1:usr_1');
  expect(await company.deliver(memberEvent(company.engagement.id))).toMatchObject({ kind: 'ignored' });
});

test('writes the link of a staffing page', async () => {
  const company = await inboundCompany(database);
  expect(await company.deliver(pageEvent(company.project.id, 'wp_1'))).toEqual({ kind: 'applied' });
  expect(await findLink(database, company.scope, { type: 'wiki_page', id: company.project.id })).toBe('wp_1');
});

test.each([
  ['another provider', { provider: 'other' }],
  ['another type', { externalType: 'time_entry' }],
])('leaves a reference of %s alone', async (_, reference) => {
  const company = await inboundCompany(database);
  const outcome = await company.deliver(memberEvent(company.engagement.id, reference));
  expect(outcome).toMatchObject({ kind: 'ignored' });
  expect(await memberLink(company)).toBeUndefined();
});

test("refuses a reference to another company's engagement or to none", async () => {
  const [ours, theirs] = await Promise.all([inboundCompany(database), inboundCompany(database)]);
  expect(await ours.deliver(memberEvent(theirs.engagement.id))).toMatchObject({ kind: 'refused' });
  expect(await ours.deliver(memberEvent(randomUUID()))).toMatchObject({ kind: 'refused' });
  expect(await ours.deliver(pageEvent(theirs.project.id, 'wp_1'))).toMatchObject({ kind: 'refused' });
  expect(await memberLink(theirs)).toBeUndefined();
});

test('does not bring back the link of an engagement that has ended', async () => {
  const company = await inboundCompany(database);
  await database
    .updateTable('engagements')
    .set({ status: 'ended' })
    .where('id', '=', company.engagement.id)
    .execute();
  expect(await company.deliver(memberEvent(company.engagement.id))).toMatchObject({ kind: 'refused' });
});

test('never points a link elsewhere', async () => {
  const company = await inboundCompany(database);
  await company.deliver(pageEvent(company.project.id, 'wp_1'));
  expect(await company.deliver(pageEvent(company.project.id, 'wp_2'))).toMatchObject({ kind: 'refused' });
  expect(await findLink(database, company.scope, { type: 'wiki_page', id: company.project.id })).toBe('wp_1');
  expect(await company.discrepancies()).toMatchObject([
    { field: 'entity_link.wiki_page', illumeraValue: 'wp_1', alignValue: 'wp_2' },
  ]);
});

test("refuses to give one project's page to another", async () => {
  const company = await inboundCompany(database);
  await company.deliver(pageEvent(company.project.id, 'wp_1'));
  const { tenantId, companyId } = company;
  const other = await createProject(database, { tenantId, companyId });
  expect(await company.deliver(pageEvent(other.id, 'wp_1'))).toMatchObject({ kind: 'refused' });
});

test('refuses a membership of another project than the linked one', async () => {
  const company = await inboundCompany(database);
  await writeLink(database, company.scope, {
    externalType: 'project',
    externalId: company.project.id,
    alignEntityType: 'project',
    alignEntityId: 'prj_2',
  });
  expect(await company.deliver(memberEvent(company.engagement.id))).toMatchObject({ kind: 'refused' });
});

test('takes a link that the worker writes at that very moment for the same link', async () => {
  const company = await inboundCompany(database);
  const { id: deliveryId } = await company.store(pageEvent(company.project.id, 'wp_1'));
  const writeOurs = () =>
    database.transaction().execute((transaction) =>
      writeLink(transaction, company.scope, {
        externalType: 'wiki_page',
        externalId: company.project.id,
        alignEntityType: 'wiki_page',
        alignEntityId: 'wp_1',
      }),
    );
  let ours: Promise<boolean> | undefined;
  const afterFirstLookUp = afterFirstRead('align_entity_links', async () => {
    ours = writeOurs();
    await Promise.race([ours, until('our link waiting for the event', () => isWaitingForAdvisoryLock())]);
  });
  await handleDelivery(database.withPlugin(afterFirstLookUp), deliveryId, noAlign);
  await ours;
  expect(await findLink(database, company.scope, { type: 'wiki_page', id: company.project.id })).toBe('wp_1');
  expect(await company.discrepancies()).toEqual([]);
});

async function isWaitingForAdvisoryLock(): Promise<boolean> {
  const waiting = await sql`
    select 1 from pg_locks where locktype = 'advisory' and not granted
      and database = (select oid from pg_database where datname = current_database())
  `.execute(database);
  return waiting.rows.length > 0;
}

/** Lets something happen right after the first read of a table, before its reader goes on. */
function afterFirstRead(table: string, happen: () => Promise<void>): KyselyPlugin {
  let readId: object | undefined;
  return {
    transformQuery: ({ node, queryId }) => {
      if (
        readId === undefined &&
        node.kind === 'SelectQueryNode' &&
        JSON.stringify(node.from).includes(table)
      ) {
        readId = queryId;
      }
      return node;
    },
    transformResult: async ({ result, queryId }) => {
      if (queryId === readId) await happen();
      return result;
    },
  };
}

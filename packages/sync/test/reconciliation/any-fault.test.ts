import { AlignApiError, type AlignClient, AlignUnreadableAnswerError } from '@illumera/align-client';
import { proofSize, useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { rememberSent } from '../../src/links/remember-sent.ts';
import { daysAgo, type Meddling } from './reconciling-company.ts';
import { useStandIn } from './stand-in.ts';

const { database } = await useTestDatabase();
const standIn = await useStandIn(database);
type Company = Awaited<ReturnType<typeof newCompany>>;

/** More than a page of them. */
const STANDING = 120;

interface Page {
  data: object[];
}

/** What may come instead of an answer, or of a refusal, which is undefined; undefined where it would be the same. */
type Fault = (answer: Partial<Page> | undefined) => unknown;

const shortened =
  (keep: (rows: object[]) => object[]): Fault =>
  (answer) => {
    if (answer?.data === undefined || answer.data.length === 0) return undefined;
    return { ...answer, data: keep(answer.data) };
  };

const refused = (status: number): Fault => {
  return () => {
    throw new AlignApiError('out of order', { status, body: undefined });
  };
};
const faults: Record<string, Fault> = {
  'an error 503': refused(503),
  'a page that is one row short': shortened((rows) => rows.slice(0, -1)),
  // To be believed of what is asked for by itself only.
  'an error 404': (answer) => answer && refused(404)(answer),
  ...proofSize<Record<string, Fault>>({
    usual: {},
    full: {
      'an error 500': refused(500),
      'an error 502': refused(502),
      'an error 504': refused(504),
      'no JSON': () => {
        throw new AlignUnreadableAnswerError('not JSON');
      },
      'an empty page': shortened(() => []),
    },
  }),
};

/** Of all that Align is asked, the one of this number, from 1, goes wrong. */
function atCall(number: number, fault: Fault) {
  const calls: string[] = [];
  let failed: string | undefined;
  const meddle: Meddling = (client: AlignClient) => ({
    call: async (name, ...parts) => {
      const answering = client.call(name, ...parts);
      calls.push(name);
      if (calls.length !== number) return answering;
      const answer = (await answering.catch(() => undefined)) as Partial<Page> | undefined;
      failed = name;
      const instead = fault(answer);
      if (instead === undefined) failed = undefined;
      return instead === undefined ? answering : (instead as never);
    },
  });
  return {
    meddle,
    failed: () => failed,
    isThrough: () => calls.length < number,
  };
}

/** A company of whose things Align has let go of one of each kind, without a word. */
async function newCompany() {
  const company = await standIn.newCompany();
  const { align, alignProjectId: projectId, alignUserId: userId, project, scope } = company;
  const entries = await company.logMany(
    Array.from({ length: STANDING }, (_, index) => daysAgo(index % 3)),
    'draft',
  );
  await company.becomeMember();
  const fields = { title: 'Plan', content: '# Plan\n' };
  await company.link('wiki_page', project.id, 'page_gone');
  await rememberSent(database, scope, { type: 'wiki_page', id: project.id, sent: fields });
  return {
    ...company,
    deleteAtAlign: (alignId: string) =>
      align.call('deleteTimeEntry', { params: { timeEntryId: alignId }, idempotencyKey: alignId }),
    logged: entries,
    forget: () =>
      database.deleteFrom('alignReconciliationLog').where('companyId', '=', company.companyId).execute(),
    removeMember: () => align.call('removeProjectMember', { params: { projectId, userId } }),
    unlinkUser: async () => {
      const query = { externalType: 'user', externalId: company.person.user.id };
      const [link] = (await align.call('listIntegrationLinks', { query })).data;
      return standIn.control('DELETE', `/links/${link?.id}`);
    },
    /** One that Align never had, and does not name. */
    linkToNobody: () =>
      database
        .updateTable('alignEntityLinks')
        .set({ alignEntityId: 'u_gone' })
        .where('companyId', '=', company.companyId)
        .where('externalType', '=', 'user')
        .execute(),
  };
}

/** Takes runs of a scope with a fault at the first call, at the second, and so on, until one is through before its call. */
async function failEach(
  company: Company,
  { scope, fault }: { scope: 'time_entries' | 'links' | 'nightly'; fault: Fault },
  judge: (failed: string) => Promise<void>,
): Promise<number> {
  for (let number = 1; ; number += 1) {
    const { meddle, failed, isThrough } = atCall(number, fault);
    await company.forget();
    const result = await company.take(await company.start({ scope }), meddle);
    const name = failed();
    if (isThrough()) return number;
    if (name === undefined) continue;
    expect({ number, name, result }).toEqual({
      number,
      name,
      result: { kind: 'ended', state: 'incomplete' },
    });
    await judge(name);
  }
}

const kinds = Object.entries(faults);

test.each(kinds)('takes no entry for missing where any call of a run is answered by %s', async (_, fault) => {
  const company = await newCompany();
  const [draft, approved] = company.logged;
  if (draft === undefined || approved === undefined) throw new Error('no entries');
  await database
    .updateTable('timeEntries')
    .set({ status: 'approved' })
    .where('id', '=', approved.id)
    .execute();
  for (const { alignId } of [draft, approved]) await company.deleteAtAlign(alignId);
  const calls = await failEach(company, { scope: 'time_entries', fault }, async () => {
    expect((await company.entries()).filter(({ deletedAt }) => deletedAt !== null)).toEqual([]);
    expect(await company.discrepancies()).toEqual([]);
  });
  // Two pages, the days of both, and both links.
  expect(calls).toBeGreaterThan(4);
  expect((await company.entries()).filter(({ deletedAt }) => deletedAt !== null)).toMatchObject([
    { id: draft.id },
  ]);
  expect(await company.discrepancies()).toMatchObject([
    { field: 'time_entry.deleted', externalId: approved.id },
  ]);
});

test.each(kinds)('takes no link for missing where any call of a run is answered by %s', async (_, fault) => {
  const company = await newCompany();
  await company.unlinkUser();
  await company.removeMember();
  const calls = await failEach(company, { scope: 'links', fault }, async () => {
    expect(await company.discrepancies()).toEqual([]);
  });
  expect(calls).toBeGreaterThan(4);
  const fields = (await company.discrepancies()).map(({ field }) => field);
  expect(fields.toSorted()).toEqual([
    'entity_link.project_member',
    'entity_link.user',
    'entity_link.wiki_page',
  ]);
});

/** What a step that asks so may miss. */
const missedBy: Record<string, RegExp> = {
  listTimeEntries: /^time_entry/,
  listUsers: /^user/,
  getUser: /^user/,
  listProjectMembers: /^project_member/,
  listWikiPages: /^wiki_page/,
  listIntegrationLinks: /^entity_link/,
  getTimeSummary: /^approved/,
  getCostSummary: /^approved/,
};

test.each(kinds)(
  'takes nobody and nothing for missing where any call of a night is answered by %s',
  async (_, fault) => {
    const company = await newCompany();
    await company.linkToNobody();
    await company.unlinkUser();
    await company.removeMember();
    await failEach(company, { scope: 'nightly', fault }, async (failed) => {
      const fields = (await company.discrepancies()).map(({ field }) => field);
      expect(fields.filter((field) => missedBy[failed]?.test(field))).toEqual([]);
      await company.forget();
    });
    const fields = (await company.discrepancies()).map(({ field }) => field);
    expect(fields).toEqual(
      expect.arrayContaining(['user.missing', 'project_member.missing', 'wiki_page.missing']),
    );
  },
);

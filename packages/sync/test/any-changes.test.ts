import { createPerson, createUser, proofSize, useTestDatabase } from '@illumera/testkit';
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Actor,
  acceptEngagement,
  activateProject,
  createEngagement,
  createSlot,
  createTimeEntry,
  deleteTimeEntry,
  endEngagement,
  findActor,
  submitTimeEntry,
  updateProfile,
  updateProject,
  updateSlot,
  updateTimeEntry,
} from '../src/index.ts';
import { staffingPage } from '../src/push/staffing-page.ts';
import { connectedCompany } from './connected-company.ts';
import { useAlign } from './support/use-align.ts';

const { database } = await useTestDatabase();
const { sandbox, transport } = await useAlign();

const PEOPLE = 2;
const WORK_DATE = '2026-01-05';
const talent = fc.nat({ max: PEOPLE - 1 });
/** Counted among the entries there are. */
const entry = fc.nat({ max: 20 });
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ does: fc.constant('accept' as const), talent }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('end' as const), talent }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('log' as const), talent }) },
  {
    weight: 5,
    arbitrary: fc.record({
      does: fc.constant('change' as const),
      entry,
      minutes: fc.integer({ min: 1, max: 1_440 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('submit' as const), entry }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('delete' as const), entry }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('rename' as const), name: fc.uuid() }) },
  { weight: 2, arbitrary: fc.record({ does: fc.constant('open' as const), title: fc.uuid() }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('fill' as const), slot: fc.nat({ max: 20 }) }) },
  {
    weight: 2,
    arbitrary: fc.record({ does: fc.constant('rename-talent' as const), talent, name: fc.uuid() }),
  },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('send' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      does: fc.constant('fault' as const),
      kind: fc.constantFrom('error', 'drop-after-commit', 'reset', 'html', 'malformed-json', 'idless-json'),
      method: fc.constantFrom('POST', 'PATCH', 'DELETE', 'GET'),
    }),
  },
);
type ConnectedCompany = Awaited<ReturnType<typeof connectedCompany>>;
type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;
type StepOf<Does extends Step['does']> = Extract<Step, { does: Does }>;

/** In each of them everything that waits is tried once. */
const ROUNDS = 20;

const unsettledOf = async ({ intents }: { intents: ConnectedCompany['intents'] }) =>
  (await intents()).filter((intent) => intent.status !== 'done');

interface Talent {
  actor: Actor;
  clerkUserId: string;
  personId: string;
  /** The last one; there may be several. */
  engagementId?: string;
}

const at = <Row>(rows: Row[], index: number): Row | undefined => rows[index % rows.length];

async function newCompany() {
  const company = await connectedCompany({ database, sandbox, transport });
  const { tenantId, companyId } = company;
  const actorOf = async ({ clerkUserId }: { clerkUserId: string | null }): Promise<Actor> => {
    const actor = await findActor(database, clerkUserId ?? '');
    if (actor === undefined) throw new Error('there is no such actor');
    return actor;
  };
  const admin = await actorOf(await createUser(database, { tenantId, companyId, role: 'company_admin' }));
  await activateProject(database, admin, company.project.id);
  const talents: Talent[] = [];
  for (let count = 0; count < PEOPLE; count += 1) {
    const person = await createPerson(database, { tenantId });
    const clerkUserId = person.user.clerkUserId ?? '';
    talents.push({ actor: await actorOf(person.user), clerkUserId, personId: person.profile.id });
  }
  const entries: { id: string; by: Actor }[] = [];
  const slots: string[] = [];
  let sending: Promise<unknown> = Promise.resolve();

  const doing: { [Does in Step['does']]: (step: StepOf<Does>) => Promise<unknown> } = {
    accept: async ({ talent: index }) => {
      const who = at(talents, index);
      if (who === undefined) return;
      const offer = { projectId: company.project.id, personId: who.personId };
      const offered = await createEngagement(database, admin, offer);
      if (offered.kind !== 'done') throw new Error(`an offer was refused: ${offered.kind}`);
      who.engagementId = offered.value.id;
      await acceptEngagement(database, who.actor, offered.value.id);
    },
    end: async ({ talent: index }) => {
      const engagementId = at(talents, index)?.engagementId;
      if (engagementId !== undefined) await endEngagement(database, admin, engagementId);
    },
    log: async ({ talent: index }) => {
      const who = at(talents, index);
      if (who?.engagementId === undefined) return;
      const hours = { engagementId: who.engagementId, workDate: WORK_DATE, minutes: 60 };
      const logged = await createTimeEntry(database, who.actor, hours);
      if (logged.kind === 'done') entries.push({ id: logged.value.id, by: who.actor });
    },
    change: async ({ entry: index, minutes }) => {
      const one = at(entries, index);
      if (one !== undefined) await updateTimeEntry(database, one.by, { entryId: one.id, minutes });
    },
    submit: async ({ entry: index }) => {
      const one = at(entries, index);
      if (one !== undefined) await submitTimeEntry(database, one.by, one.id);
    },
    delete: async ({ entry: index }) => {
      const one = at(entries, index);
      if (one !== undefined) await deleteTimeEntry(database, one.by, one.id);
    },
    rename: ({ name }) => updateProject(database, admin, { projectId: company.project.id, name }),
    open: async ({ title }) => {
      const slot = { projectId: company.project.id, title, hours: 10, durationWeeks: 2 };
      const opened = await createSlot(database, admin, slot);
      if (opened.kind === 'done') slots.push(opened.value.id);
    },
    fill: async ({ slot: index }) => {
      const slotId = at(slots, index);
      const filled = { projectId: company.project.id, status: 'filled' } as const;
      if (slotId !== undefined) await updateSlot(database, admin, { ...filled, slotId });
    },
    'rename-talent': async ({ talent: index, name }) => {
      const who = at(talents, index);
      if (who === undefined) return;
      const { clerkUserId } = who;
      await updateProfile(database, { clerkUserId, name, email: undefined, updatedAt: new Date() });
    },
    // Goes on while the next steps are taken.
    send: async () => {
      await sending;
      sending = company.drain();
    },
    fault: ({ kind, method }) => sandbox.control('POST', '/faults', { kind, method, times: 1 }),
  };
  const take = <Does extends Step['does']>(one: StepOf<Does> & { does: Does }) => doing[one.does](one);

  const sendTheRest = async (): Promise<void> => {
    await sending;
    for (let round = 0; round < ROUNDS && (await unsettledOf(company)).length > 0; round += 1) {
      await company.hurry();
      await company.drain();
    }
  };
  return { ...company, take, sendTheRest };
}
type Company = Awaited<ReturnType<typeof newCompany>>;
interface Listed {
  data: { id: string; userId: string; name: string; minutes: number; status: string; content: string }[];
}

async function readOurs({ companyId }: Company) {
  const ours = await database
    .selectFrom('timeEntries')
    .innerJoin('alignEntityLinks as link', (on) =>
      on.onRef('link.externalId', '=', 'timeEntries.id').on('link.externalType', '=', 'time_entry'),
    )
    .select(['link.alignEntityId as id', 'minutes', 'status'])
    .where('timeEntries.companyId', '=', companyId)
    .where('deletedAt', 'is', null)
    .execute();
  const members = await database
    .selectFrom('engagements')
    .innerJoin('personProfiles', 'personProfiles.id', 'engagements.personId')
    .innerJoin('alignEntityLinks as link', (on) =>
      on.onRef('link.externalId', '=', 'personProfiles.userId').on('link.externalType', '=', 'user'),
    )
    .innerJoin('users', 'users.id', 'personProfiles.userId')
    .select(['link.alignEntityId as userId', 'users.name'])
    .distinct()
    .where('engagements.companyId', '=', companyId)
    .where('link.companyId', '=', companyId)
    .where('engagements.status', '=', 'accepted')
    .execute();
  const project = await database
    .selectFrom('projects')
    .select(['id', 'name', 'description'])
    .where('companyId', '=', companyId)
    .executeTakeFirstOrThrow();
  const openSlots = await database
    .selectFrom('projectSlots')
    .select(['title', 'hours', 'durationWeeks'])
    .where('projectId', '=', project.id)
    .where('status', '=', 'open')
    .orderBy('id')
    .execute();
  const page = staffingPage(project, openSlots);
  return { projects: [project.name], pages: [page], entries: ours, members };
}

/** What Align has of the company, in the order of its ids. */
async function readAlign(company: Company) {
  const { data: projects } = await company.atAlign<Listed>('/projects');
  const path = `/projects/${projects[0]?.id ?? 'none'}`;
  const entries = await company.atAlign<Listed>(`${path}/time-entries?pageSize=100`);
  const members = await company.atAlign<Listed>(`${path}/members`);
  const { data: users } = await company.atAlign<Listed>('/users?pageSize=100');
  const pages = await company.atAlign<Listed>(`${path}/wiki-pages`);
  return {
    projects: projects.map((project) => project.name),
    pages: pages.data.map((page) => page.content),
    entries: entries.data.map(({ id, minutes, status }) => ({ id, minutes, status })),
    members: members.data.map(({ userId }) => ({
      userId,
      name: users.find((user) => user.id === userId)?.name ?? '',
    })),
  };
}
const sorted = ({ projects, pages, entries, members }: Awaited<ReturnType<typeof readAlign>>) => ({
  projects,
  pages,
  entries: entries.toSorted((a, b) => a.id.localeCompare(b.id)),
  members: members.toSorted((a, b) => a.userId.localeCompare(b.userId)),
});

test('leaves Align as the company is, whatever people do in whichever order while calls are under way and fail', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 40 }), async (steps) => {
      const company = await newCompany();
      await company.take({ does: 'rename', name: 'Aurora' });
      for (const one of steps) await company.take(one);
      await company.sendTheRest();
      await sandbox.control('DELETE', '/faults');
      expect(await unsettledOf(company)).toEqual([]);
      expect(sorted(await readAlign(company))).toEqual(sorted(await readOurs(company)));
    }),
    { numRuns: proofSize({ usual: 4, full: 100 }), endOnFailure: true },
  );
}, 900_000);

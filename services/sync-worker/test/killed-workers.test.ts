import { hashKey } from '@illumera/sync';
import { proofSize, until, useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openBarriers } from './support/open-barriers.ts';
import { openWorld, type World } from './support/open-world.ts';
import { type Arranged, type OperationName, operations } from './support/operations.ts';
import { type StaffedCompany, staffCompany } from './support/staffed-company.ts';

const { database, connectionString } = await useTestDatabase();
const barriers = openBarriers(connectionString);
/** A company has no more than four calls waiting for their slots; what a worker takes beyond waits until they have left. */
const GROUPS: readonly OperationName[][] = [
  ['invite a user', 'change a user', 'create a project', 'invite users together'],
  ['change a project', 'create a wiki page', 'change a wiki page', 'add a member'],
  ['remove a member', 'create a time entry', 'change a time entry'],
  ['submit a time entry', 'delete a time entry'],
];
const ALONE = (Object.keys(operations) as OperationName[]).map((name) => [name]);
/** Another one every day. */
const aloneToday = ALONE.slice(Math.floor(Date.now() / 86_400_000) % ALONE.length).slice(0, 1);
/** Calls of one company settle together, so that each kind has to be alone to be seen at the steps of settling. */
const groups: readonly (readonly OperationName[])[] = proofSize({
  usual: [...GROUPS, ...aloneToday],
  full: ALONE,
});
let world: World;

beforeAll(async () => {
  world = await openWorld(database, connectionString);
});
afterAll(async () => {
  await barriers.letGo();
  await Promise.all([barriers.close(), world.close()]);
});

/** A company whose calls are all to be at one step when the worker is killed. */
interface Case {
  company: StaffedCompany;
  calls: Arranged[];
  intents: number;
}

/** Brings a worker to one step of a call; a company's calls are settled together, or behind those that are being settled. */
interface Step {
  /** Before anything is on its way. */
  arm?: (cases: Case[]) => Promise<void>;
  /** Resolves once the worker is seen to stand there with every call. */
  reach: (cases: Case[]) => Promise<unknown>;
}

const companiesOf = (cases: Case[]) => cases.map(({ company }) => company.scope.companyId);
const holds = new Map<Case, string[]>();

const holdAt = (point: string) => async (cases: Case[]) => {
  for (const each of cases) {
    const ids: string[] = [];
    for (const { match } of each.calls) {
      const { id } = await world.sandbox.control<{ id: string }>('POST', '/holds', { point, ...match });
      ids.push(id);
    }
    holds.set(each, ids);
  }
};
const heldAt = async () => {
  const { held } = await world.sandbox.control<{ held: { holdId: string }[] }>('GET', '/holds');
  return new Set(held.map((each) => each.holdId));
};
const untilHeld = async (cases: Case[]) => {
  const wanted = cases.flatMap((each) => holds.get(each) ?? []);
  const all = async () => {
    const held = await heldAt();
    return wanted.every((id) => held.has(id));
  };
  await until('every call at its barrier', all, 30_000);
  return wanted;
};

const STEPS = {
  'before the call': {
    arm: (cases) => {
      const keys = cases.map(({ company }) => hashKey(company.apiKey));
      return barriers.lock(sql`select from align_rate_budgets where key_hash = any(${keys}) for update`);
    },
    reach: (cases) => barriers.untilWaiting(cases.length, '%reserve_align_slots%'),
  },
  'in the call': { arm: holdAt('before-commit'), reach: untilHeld },
  'after the commit at Align': { arm: holdAt('after-commit'), reach: untilHeld },
  'before settling': {
    arm: holdAt('after-commit'),
    reach: async (cases) => {
      const held = await untilHeld(cases);
      await barriers.lock(
        sql`select from align_sync_outbox where company_id = any(${companiesOf(cases)}) for update`,
      );
      for (const holdId of held) await world.sandbox.control('POST', '/holds/release', { holdId });
      await barriers.untilWaiting(cases.length, '%from align_sync_outbox%order by id for update%');
    },
  },
  'inside settling': {
    arm: (cases) =>
      barriers.lock(
        sql`select from align_connections where company_id = any(${companiesOf(cases)}) for no key update`,
      ),
    reach: (cases) => barriers.untilWaiting(cases.length, 'update "align_connections" set "last_sync_at"%'),
  },
} as const satisfies Record<string, Step>;

/** A company that has at Align what the operations of one group change. */
async function prepare(names: readonly OperationName[]): Promise<Case> {
  const company = await staffCompany(database, await world.connect());
  await company.send();
  const calls: Arranged[] = [];
  for (const name of names) calls.push(await operations[name](database, company));
  return { company, calls, intents: 0 };
}

const intentsInHand = async ({ company }: Case) =>
  (await company.intents()).filter((intent) => intent.status === 'processing').length;

/** Users that come after the first are gathered into one call. */
async function begin(each: Case): Promise<void> {
  const inHand = async () => (await intentsInHand(each)) === each.intents;
  for (const call of each.calls) {
    await until(`the calls before ${JSON.stringify(call.match)}`, inHand);
    each.intents += await call.enqueue();
  }
  await until(`${each.intents} in hand, up to ${JSON.stringify(each.calls.at(-1)?.match)}`, inHand);
}

const isOver = async () => {
  const unsettled = database.selectFrom('alignSyncOutbox').select('id').where('status', '<>', 'done');
  return (await unsettled.executeTakeFirst()) === undefined;
};

test('takes over whatever a killed worker was at, at every step of every kind of call, and does it once', async () => {
  const first = await world.startWorker({
    WORKER_CONCURRENCY: String(groups.length * (Object.keys(STEPS).length + 1)),
  });
  const steps: { step: Step; cases: Case[] }[] = [];
  for (const step of Object.values(STEPS)) {
    steps.push({ step, cases: await Promise.all(groups.map(prepare)) });
  }
  for (const { step, cases } of steps) await step.arm?.(cases);
  const cases = steps.flatMap((each) => each.cases);
  await Promise.all(cases.map(begin));
  for (const each of steps) await each.step.reach(each.cases);

  await world.kill(first);
  const killedAt = performance.now();
  await barriers.letGo();
  await world.startWorker();
  await until('everything taken over', isOver, 60_000 - (performance.now() - killedAt));
  await world.sandbox.control('DELETE', '/holds');

  for (const { company, calls, intents } of cases) {
    const settled = (await company.intents()).slice(-intents);
    expect(settled.map((intent) => intent.attempts)).toEqual(Array(intents).fill(0));
    for (const { check } of calls) await check();
    const links = await company.atAlign('/integration-links');
    const named = links.map((link) => `${String(link['externalType'])} ${String(link['externalId'])}`);
    expect(named.toSorted()).toEqual([...new Set(named)].toSorted());
  }
}, 180_000);

import { type TimeEntryStatus, timeEntryStatuses } from '@illumera/schema';
import { proofSize, seededRandom, useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { enqueueIntent } from '../../src/index.ts';
import type { StagedRow } from '../../src/reconciliation/stage-rows.ts';
import type { StepContext } from '../../src/reconciliation/step.ts';
import { findUnknown, type UnknownEntry } from '../../src/reconciliation/time-entries/find-unknown.ts';
import { importEntry } from '../../src/reconciliation/time-entries/import-entry.ts';
import { importTogether } from '../../src/reconciliation/time-entries/import-together.ts';
import {
  type GoneEntry,
  settleMissing,
  settleMissingTogether,
} from '../../src/reconciliation/time-entries/settle-missing.ts';
import { flagAdjustments } from '../../src/time-entries/flag-adjustments.ts';
import { PLACES, suspectsIn, type TwoSides, twoSides } from './two-sides.ts';

const { database } = await useTestDatabase();

const CASES = proofSize({ usual: 40, full: 400 });
const SEEDS = proofSize({ usual: ['a'], full: Array.from({ length: 20 }, (_, index) => `${index}`) });
const FIRST_DATE = Date.UTC(2026, 2, 10);
const DAY_MS = 86_400_000;
/** Days enough that most have no entry of ours that one of Align's may be. */
const DATES = Array.from({ length: CASES / 2 }, (_, day) =>
  new Date(FIRST_DATE + day * DAY_MS).toISOString().slice(0, 10),
);
const FETCHED_AT = new Date(Date.now() + 60_000);
const timeout = proofSize({ usual: 120_000, full: 1_200_000 });

const LINKED = 3;

/** Takes one of a list, each of them as likely as the others. */
type Pick = <Item>(...of: readonly Item[]) => Item;

function picking(seed: string): Pick {
  const random = seededRandom(seed);
  return (...of) => of[Math.floor(random() * of.length)] as (typeof of)[number];
}

/** What Align shows of an entry that nothing here is linked to, as random as Align may be. */
async function unknownCase(side: TwoSides, pick: Pick, index: number): Promise<StagedRow> {
  const alignId = `te_${index}`;
  const place = pick(0, 1);
  const description = pick<string | null | undefined>('Work', '', null, undefined, 'ß𝒳', 'x'.repeat(10_001));
  const workDate = pick(...DATES);
  const right = { projectId: PLACES.projects[place], userId: PLACES.users[place] };
  const wrong = {
    projectId: pick(...PLACES.projects, 'p_elsewhere'),
    userId: pick(...PLACES.users, 'u_nobody', null),
  };
  const data = {
    ...pick(right, right, wrong),
    workDate,
    minutes: pick(0, 45, 60, 1_440, 1_441),
    status: pick<string>(...timeEntryStatuses, 'archived'),
    ...(description === undefined ? {} : { description }),
  };
  const other = pick(
    'none',
    'none',
    'none',
    'none',
    'none',
    'ours',
    'unlinked',
    'linked elsewhere',
    'waited for',
  );
  if (other === 'waited for') await side.noteEvent('time.approved', { alignId, isWaiting: true });
  if (other === 'ours' || other === 'unlinked' || other === 'linked elsewhere') {
    const id = await side.insertEntry(`maybe ${alignId}`, { status: 'submitted', place, workDate });
    if (other === 'ours') side.links.set(id, alignId);
    if (other === 'linked elsewhere') side.links.set(id, 'te_other');
  }
  return { remoteId: alignId, data };
}

/** One of ours on its way out of Align: its link goes with it, and what is on that project may be it. */
async function deleting(side: TwoSides): Promise<void> {
  const localId = await side.insertEntry('being deleted', { status: 'draft', place: 1 });
  const { tenantId, companyId } = side;
  await enqueueIntent(database, {
    tenantId,
    companyId,
    entityType: 'time_entry',
    localId,
    operation: 'delete',
  });
}

const importsInTurn = async (context: StepContext, unknown: readonly UnknownEntry[]) => {
  for (const each of unknown) await importEntry(context, each);
};

test.each(SEEDS)(
  'entries of Align’s that are taken over together end as those that are taken over one by one (%s)',
  { timeout },
  async (seed) => {
    const ends = [];
    const takenTogether: number[] = [];
    for (const way of ['together', 'one by one']) {
      const side = await twoSides(database);
      const pick = picking(`import ${seed}`);
      const rows: StagedRow[] = [];
      for (let index = 0; index < CASES; index += 1) rows.push(await unknownCase(side, pick, index));
      await deleting(side);
      const context = await side.compare(rows, FETCHED_AT);
      const suspects = await suspectsIn(context, { kind: 'unknown' });
      const alignIds = suspects.map(({ alignId }) => alignId);
      const unknown = await findUnknown(context.database, context.run, alignIds);
      // Linked by somebody else since they were looked up.
      for (const { alignId } of unknown.slice(0, LINKED))
        await side.linkTo('time_entry', `linked ${alignId}`, alignId);
      const left =
        way === 'together' ? await importTogether(context.database, context.run, unknown) : unknown;
      takenTogether.push(unknown.length - left.length);
      await importsInTurn(context, left);
      ends.push(await side.end());
    }
    expect(ends[0]).toEqual(ends[1]);
    expect(takenTogether[0]).toBeGreaterThan(LINKED + CASES / 20);
    expect(ends[0]?.changes.length).toBeGreaterThan(CASES / 20);
  },
);

/** One of ours that Align does not list any more, as random as what bears on it may be. */
async function goneCase(side: TwoSides, pick: Pick, index: number): Promise<GoneEntry> {
  const alignId = `te_${index}`;
  const status = pick<TimeEntryStatus>('draft', 'draft', ...timeEntryStatuses);
  const place = pick(0, 1);
  const id = await side.insertEntry(alignId, { status, place });
  await side.linkTo('time_entry', id, alignId);
  const { tenantId, companyId } = side;
  const other = pick('none', 'none', 'none', 'correction', 'original', 'event', 'intent');
  if (other === 'event') await side.noteEvent(pick('time.deleted', 'time.submitted'), { alignId });
  if (other === 'intent')
    await enqueueIntent(database, {
      tenantId,
      companyId,
      entityType: 'time_entry',
      localId: id,
      operation: 'upsert',
    });
  if (other === 'correction' || other === 'original') {
    const rival = await side.insertEntry(`rival of ${alignId}`, {
      status: pick(...timeEntryStatuses),
      place,
    });
    const [correction, original] = other === 'correction' ? [id, rival] : [rival, id];
    await database
      .updateTable('timeEntries')
      .set({ isAdjustment: true, adjustsEntryId: original })
      .where('id', '=', correction)
      .execute();
    await flagAdjustments(database, { tenantId, companyId, entryId: id });
  }
  return { id, alignId, isLinked: pick(true, false, false) };
}

test.each(SEEDS)(
  'entries that Align let go of end together as they do one by one (%s)',
  { timeout },
  async (seed) => {
    const ends = [];
    const takenTogether: number[] = [];
    for (const way of ['together', 'one by one']) {
      const side = await twoSides(database);
      const pick = picking(`deletion ${seed}`);
      const gone: GoneEntry[] = [];
      for (let index = 0; index < CASES; index += 1) gone.push(await goneCase(side, pick, index));
      // Three of them are seen after all.
      const seen = gone.slice(0, 3).map(({ alignId: remoteId }) => ({ remoteId, data: {} }));
      const { database: worker, run } = await side.compare(seen, FETCHED_AT);
      // Three more are changed here meanwhile.
      await database
        .updateTable('timeEntries')
        .set({ notes: 'changed meanwhile', updatedAt: sql<Date>`now()` })
        .where(
          'id',
          'in',
          gone.slice(3, 6).map(({ id }) => id),
        )
        .execute();
      const projects = side.watched;
      const left = way === 'together' ? await settleMissingTogether(worker, run, { gone, projects }) : gone;
      takenTogether.push(gone.length - left.length);
      for (const each of left) await settleMissing(worker, run, { gone: each, projects });
      ends.push(await side.end());
    }
    expect(ends[0]).toEqual(ends[1]);
    expect(takenTogether[0]).toBeGreaterThan(CASES / 20);
    expect(ends[0]?.changes.length).toBeGreaterThan(CASES / 20);
    expect(ends[0]?.discrepancies.length).toBeGreaterThan(CASES / 20);
  },
);

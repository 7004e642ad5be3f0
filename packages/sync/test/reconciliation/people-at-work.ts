import type { Database } from '@illumera/schema';
import { until } from '@illumera/testkit';
import {
  type Actor,
  createTimeEntry,
  deleteTimeEntry,
  submitTimeEntry,
  updateTimeEntry,
} from '../../src/index.ts';
import { daysAgo, type reconcilingCompany } from './reconciling-company.ts';

type Company = Awaited<ReturnType<typeof reconcilingCompany>>;
interface Entry {
  id: string;
  alignId: string;
}

/** What Align's people do with a submitted entry, step by step. */
const ways = [
  ['approve'],
  ['approve', 'lock'],
  ['approve', 'invoice'],
  ['reject'],
  ['approve', 'unlock'],
] as const;
const eventOf = {
  approve: 'time.approved',
  lock: 'time.locked',
  invoice: 'time.invoiced',
  reject: 'time.rejected',
  unlock: 'time.unlocked',
} as const;
type Way = (typeof ways)[number];

export function pickWay(random: () => number): Way {
  return ways[Math.floor(random() * ways.length)] ?? ways[0];
}

/** Takes an entry at Align through the steps, each with its event, unless that is lost. */
export async function moveWithEvents(
  company: Company,
  { alignId }: Pick<Entry, 'alignId'>,
  { way, lost }: { way: Way; lost: () => boolean },
): Promise<void> {
  for (const step of way) {
    await company.move(alignId, step);
    const payload = { reason: 'because' };
    if (!lost()) await company.deliver(eventOf[step], { alignId, payload });
  }
}

interface Workplace {
  database: Database;
  company: Company;
  /** Drafts that Align has. */
  entries: readonly Entry[];
  random: () => number;
}

const PEOPLE = 6;

/**
 * A talent's hands and Align's at work, with no event lost, until they are told to stop: entries are made, changed while they
 * are on their way, deleted, submitted, and moved at Align.
 * @returns how many entries were brought to their end
 */
export async function workUntil(over: AbortSignal, place: Workplace): Promise<number> {
  const { company, entries, random } = place;
  const waiting = entries.values();
  const drained = new AbortController();
  const draining = company.keepDraining(drained.signal);
  const talent = await company.talent();
  let lived = 0;
  const work = async (): Promise<void> => {
    while (!over.aborted) {
      const entryId =
        (random() < 0.5 ? waiting.next().value?.id : undefined) ?? (await create(place, talent));
      await live(place, talent, entryId);
      lived += 1;
    }
  };
  try {
    await Promise.all(Array.from({ length: PEOPLE }, work));
    await until('Align has all of it', company.hasNothingToSend, 60_000);
  } finally {
    drained.abort();
    await draining;
  }
  return lived;
}

async function create({ database, company, random }: Workplace, talent: Actor): Promise<string> {
  const workDate = daysAgo(Math.floor(random() * 7));
  const created = await createTimeEntry(database, talent, {
    engagementId: company.engagement.id,
    workDate,
    minutes: 60,
  });
  if (created.kind !== 'done') throw new Error(`an entry was not made: ${created.kind}`);
  return created.value.id;
}

async function live(place: Workplace, talent: Actor, entryId: string): Promise<void> {
  const { database, company, random } = place;
  while (random() < 0.5) {
    const minutes = 15 * Math.ceil(random() * 20);
    done(await updateTimeEntry(database, talent, { entryId, minutes }));
    if (random() < 0.5) await sent(company, entryId);
  }
  if (random() < 0.2) {
    done(await deleteTimeEntry(database, talent, entryId));
    return;
  }
  done(await submitTimeEntry(database, talent, entryId));
  const alignId = await sent(company, entryId);
  await moveWithEvents(company, { alignId }, { way: pickWay(random), lost: () => false });
}

async function sent(company: Company, entryId: string): Promise<string> {
  await until(`Align has ${entryId}`, () => company.isSettled(entryId), 60_000);
  return company.alignIdOf(entryId);
}

function done(answer: { kind: string }): void {
  if (answer.kind !== 'done') throw new Error(`a talent was answered ${answer.kind}`);
}

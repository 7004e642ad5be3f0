import { type Database, type TimeEntryStatus, timeEntryStatuses } from '@illumera/schema';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { type EntryContent, fitting } from '../../deliveries/handlers/fitting-content.ts';
import { findEngagement } from '../../deliveries/handlers/import-time-entry.ts';
import { lockAlignNames } from '../../links/lock-link.ts';
import { type NewLink, writeLinks } from '../../links/write-link.ts';
import { recordChanges } from '../record-change.ts';
import type { HeldRun } from '../run.ts';
import { scopeOfRun } from '../scope-of-run.ts';
import type { UnknownEntry } from './find-unknown.ts';
import { mayBeDeleted } from './import-entry.ts';

/**
 * Takes over entries that began in Align and cannot be one of ours, as `takeInEntry` does each of them, all at once.
 * @returns those that are to be judged one by one
 */
export function importTogether(
  database: Database,
  run: HeldRun,
  unknown: readonly UnknownEntry[],
): Promise<UnknownEntry[]> {
  const scope = scopeOfRun(run);
  return database.transaction().execute(async (transaction) => {
    const alignIds = unknown.map(({ alignId }) => alignId);
    await lockAlignNames(transaction, run.companyId, alignIds);
    const theirs = unknown.filter(({ unlinkedIds }) => unlinkedIds.length === 0);
    const places = await findPlaces(transaction, run, theirs);
    const linked = await findLinked(transaction, run, alignIds);
    const taken = theirs.flatMap((entry) => {
      const place = places.get(placeOf(entry));
      return linked.has(entry.alignId) || place === undefined ? [] : (fill(entry, place) ?? []);
    });
    if (taken.length > 0) {
      await transaction
        .insertInto('timeEntries')
        .values(taken.map(({ row }) => row))
        .execute();
      await writeLinks(
        transaction,
        scope,
        taken.map(({ link }) => link),
      );
      await recordChanges(
        transaction,
        run,
        taken.map(({ change }) => change),
      );
    }
    const takenIds = new Set(taken.map(({ link }) => link.alignEntityId));
    return unknown.filter(({ alignId }) => !takenIds.has(alignId) && !linked.has(alignId));
  });
}

const placeOf = ({ there }: UnknownEntry): string => `${there.projectId} ${there.userId}`;

type Place = NonNullable<Awaited<ReturnType<typeof findEngagement>>>;

/** On whose engagement each of them is, where no entry of the same project is just being deleted. */
async function findPlaces(
  transaction: Database,
  run: HeldRun,
  theirs: readonly UnknownEntry[],
): Promise<Map<string, Place>> {
  const places = new Map<string, Place>();
  for (const [place, entries] of Map.groupBy(theirs, placeOf)) {
    const [{ there }] = entries as [UnknownEntry];
    const since = new Date(Math.min(...entries.map(({ fetchedAt }) => fetchedAt.getTime())));
    if (await mayBeDeleted(transaction, run, { projectId: there.projectId, since })) continue;
    const engagement = await findEngagement(transaction, scopeOfRun(run), {
      projectId: there.projectId,
      userId: there.userId ?? undefined,
    });
    if (engagement !== undefined) places.set(place, engagement);
  }
  return places;
}

async function findLinked(
  transaction: Database,
  { tenantId, companyId, alignOrgId }: HeldRun,
  alignIds: readonly string[],
): Promise<Set<string>> {
  const { rows } = await sql<{ alignId: string }>`
    select align_entity_id as align_id from align_entity_links
    where tenant_id = ${tenantId} and company_id = ${companyId} and align_org_id = ${alignOrgId}
      and external_type = 'time_entry' and align_entity_id = any(${alignIds}::text[])
  `.execute(transaction);
  return new Set(rows.map(({ alignId }) => alignId));
}

/** The rows of an entry; undefined where it cannot be held as it is. */
function fill({ alignId, there, fetchedAt }: UnknownEntry, place: Place) {
  const status = timeEntryStatuses.find((known) => known === there.status);
  const content = fitting({
    minutes: there.minutes ?? undefined,
    workDate: there.workDate ?? undefined,
    description: there.description ?? undefined,
  });
  if (status === undefined || !isWhole(content)) return undefined;
  return rowsOf({ alignId, there, fetchedAt }, { place, status, content });
}

type WholeContent = EntryContent & { minutes: number; workDate: string };
const isWhole = (content: EntryContent): content is WholeContent =>
  content.minutes !== undefined && content.workDate !== undefined;

function rowsOf(
  { alignId, there, fetchedAt }: Pick<UnknownEntry, 'alignId' | 'there' | 'fetchedAt'>,
  { place, status, content }: { place: Place; status: TimeEntryStatus; content: WholeContent },
) {
  const id = uuid();
  const link: NewLink = {
    externalType: 'time_entry',
    externalId: id,
    alignEntityType: 'time_entry',
    alignEntityId: alignId,
  };
  const { notes = null, ...hours } = content;
  const origin = { source: 'align', syncStatus: 'synced', alignOccurredAt: fetchedAt } as const;
  return {
    row: { id, ...place, ...hours, notes, status, ...origin },
    link,
    change: { externalType: 'time_entry' as const, externalId: id, before: null, after: there },
  };
}

import type { Database } from '@illumera/schema';
import { isOfADay } from '../../deliveries/handlers/fitting-content.ts';
import { movePlainEntries, type PlainMove } from '../../deliveries/handlers/move-plain-entries.ts';
import { recordChanges } from '../record-change.ts';
import type { HeldRun } from '../run.ts';
import { scopeOfRun } from '../scope-of-run.ts';
import { type DifferingEntry, type EntryDifference, findDifferences } from './find-differences.ts';
import { isForPeople, saidOf, statusOf } from './heal-entry.ts';
import { holdEntries } from './hold-entries.ts';

/**
 * Applies what Align shows of entries that nothing else bears on, all at once.
 * @returns those that are to be healed one by one
 */
export function healTogether(
  database: Database,
  run: HeldRun,
  found: readonly DifferingEntry[],
): Promise<DifferingEntry[]> {
  return database.transaction().execute(async (transaction) => {
    const plain = await holdEntries(transaction, run.companyId, found);
    const differences = await findDifferences(transaction, run, found);
    const healed = differences.filter((each) => plain.has(each.id) && isPlain(each));
    if (healed.length > 0) {
      await movePlainEntries(transaction, scopeOfRun(run), healed.map(moveOf));
      const changes = healed.map(({ id, here, there }) => ({ externalId: id, before: here, after: there }));
      await recordChanges(
        transaction,
        run,
        changes.map((change) => ({ externalType: 'time_entry', ...change })),
      );
    }
    return differences.filter((each) => !healed.includes(each));
  });
}

const isPlain = (difference: EntryDifference): boolean =>
  !isForPeople(difference) && isOfADay(saidOf(difference).minutes ?? 0);

function moveOf(difference: EntryDifference): PlainMove {
  const { minutes, workDate, description, reason } = saidOf(difference);
  return {
    id: difference.id,
    status: statusOf(difference),
    rejectionReason: reason,
    minutes: minutes ?? undefined,
    workDate: workDate ?? undefined,
    description: description ?? undefined,
    occurredAt: difference.occurredAt,
  };
}

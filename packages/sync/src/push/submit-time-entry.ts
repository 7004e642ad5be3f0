import type { Outcome } from '../outbox/outcome.ts';
import { ifRefused } from './if-refused.ts';
import { loadTimeEntry, type PushedTimeEntry } from './load-time-entry.ts';
import { intentKey, type PushContext } from './push-context.ts';
import { upsertOf } from './push-time-entry.ts';
import { upsertEntity } from './upsert-entity.ts';

/** What Align may call an entry that has been submitted; `rejected` and `draft` wait to be submitted again. */
const SUBMITTED_OR_BEYOND = new Set(['submitted', 'approved', 'locked', 'invoiced']);

/** Submits a time entry at Align (S1 "POST /time-entries/:id/submit"); one that Align does not have is created first. */
export async function submitTimeEntryAtAlign(context: PushContext): Promise<Outcome> {
  const { database, align, scope, intent } = context;
  const entry = await loadTimeEntry(database, scope, intent.localId);
  if (entry === undefined) return { kind: 'dead', reason: `there is no time entry ${intent.localId}` };
  if (entry.deletedAt !== null || !isToBeSubmitted(context, entry)) return { kind: 'done' };

  if (entry.link === null) {
    const created = await upsertEntity(context, upsertOf(context, entry));
    return created.kind === 'done' && created.link ? { kind: 'progress', link: created.link } : created;
  }
  const { alignEntityId: timeEntryId } = entry.link;
  const submitted = await ifRefused(
    409,
    align.call('submitTimeEntry', { params: { timeEntryId }, idempotencyKey: intentKey(context) }),
  );
  const status = submitted?.status ?? (await statusAtAlign(context, entry, timeEntryId));
  if (SUBMITTED_OR_BEYOND.has(status ?? '')) return { kind: 'done' };
  if (submitted === undefined) {
    return { kind: 'dead', reason: `Align refused the submission: the entry is ${status ?? 'not there'}` };
  }
  return { kind: 'retry', reason: `Align answered the submission with status ${submitted.status ?? 'none'}` };
}

/**
 * An entry that Align has moved on, or unlocked, since its submission is not submitted again. One that was beyond it before
 * the connection has to be: Align offers no call to approve, lock or invoice, and judges it anew.
 */
function isToBeSubmitted({ intent }: PushContext, { status }: PushedTimeEntry): boolean {
  return intent.backfillId === null ? status === 'submitted' : SUBMITTED_OR_BEYOND.has(status);
}

/** Reads one entry's status from its project's list; Align documents no call for a single entry. */
async function statusAtAlign(
  { align }: PushContext,
  entry: PushedTimeEntry,
  timeEntryId: string,
): Promise<string | undefined> {
  const projectId = entry.alignProjectId;
  if (projectId === null) return undefined;
  for (let page = 1; ; page += 1) {
    const list = await align.call('listTimeEntries', {
      params: { projectId },
      query: { startDate: entry.workDate, endDate: entry.workDate, page, pageSize: 100 },
    });
    const found = list.data.find((candidate) => candidate.id === timeEntryId);
    if (found !== undefined) return found.status ?? undefined;
    if (list.data.length < 100) return undefined;
  }
}

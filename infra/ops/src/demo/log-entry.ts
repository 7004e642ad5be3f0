import type { ApiClient, TimeEntry } from '@illumera/api-models';
import type { DemoWorld } from './demo-world.ts';
import { type EntryState, stepsBetween } from './entry-paths.ts';
import type { DemoEntry } from './plan/entries.ts';
import { talents } from './plan/people.ts';
import { takeStep } from './take-step.ts';
import { until } from './until.ts';

export interface Logging {
  plan: DemoEntry;
  engagementId: string;
}

const DAY_MS = 86_400_000;

/** Logs one entry, unless it is there, and brings it and its correction to their states; waits until Align has them. */
export async function logEntry(world: DemoWorld, { plan, engagementId }: Logging): Promise<void> {
  const api = world.apiAs(talents[plan.talent]);
  const { data: own } = await api('listTimeEntries', { query: { engagementId, limit: 200 } });
  const entry =
    own.find(({ notes }) => notes === plan.notes) ?? (await createEntry(api, { plan, engagementId }));
  await bringTo(world, { api, entry, state: plan.state, reason: plan.reason });
  if (plan.adjustment === undefined) return;
  const { state, ...body } = plan.adjustment;
  const adjustment =
    own.find(({ adjustsEntryId }) => adjustsEntryId === entry.id) ??
    (await api('adjustTimeEntry', { params: { id: entry.id }, body }));
  await bringTo(world, { api, entry: adjustment, state, reason: undefined });
}

function createEntry(api: ApiClient, { plan, engagementId }: Logging): Promise<TimeEntry> {
  const workDate = new Date(Date.now() - plan.daysAgo * DAY_MS).toISOString().slice(0, 10);
  const { minutes, notes } = plan;
  return api('createTimeEntry', { body: { engagementId, workDate, minutes, notes } });
}

interface Goal {
  api: ApiClient;
  entry: TimeEntry;
  state: EntryState;
  reason: string | undefined;
}

async function bringTo(world: DemoWorld, { api, entry, state, reason }: Goal): Promise<void> {
  for (const step of stepsBetween(entry.status, state)) {
    await takeStep(world, { api, entryId: entry.id, step, reason });
  }
  await until(`entry ${entry.id} to be in step with Align`, async () => {
    const { syncStatus } = await api('readTimeEntry', { params: { id: entry.id } });
    return syncStatus === 'synced' ? true : undefined;
  });
}

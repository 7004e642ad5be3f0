import type { ApiClient, TimeEntry } from '@illumera/api-models';
import type { DemoWorld } from './demo-world.ts';
import { type EntryStep, stepResults } from './entry-paths.ts';
import { until } from './until.ts';

interface StepRequest {
  /** As the talent whose entry it is. */
  api: ApiClient;
  entryId: string;
  step: EntryStep;
  /** Needed to reject. */
  reason: string | undefined;
}

/** What an entry must be in Align before its company can take the step there. */
const before = { approve: 'submitted', reject: 'submitted', lock: 'approved', invoice: 'locked' } as const;

/** Takes one step of an entry's life on the side where it belongs, and waits until the API shows it. */
export async function takeStep(world: DemoWorld, request: StepRequest): Promise<TimeEntry> {
  const { api, entryId, step } = request;
  if (step === 'submit') return api('submitTimeEntry', { params: { id: entryId } });
  const entry = await until(`entry ${entryId} to be ${before[step]} in Align`, async () => {
    const [found] = await world.control.findTimeEntries({ externalId: entryId, status: before[step] });
    return found;
  });
  const { reason } = request;
  await world.control.moveTimeEntry({
    id: entry.id,
    transition: step,
    ...(reason === undefined ? {} : { reason }),
  });
  return until(`entry ${entryId} to be ${stepResults[step]} here`, async () => {
    const seen = await api('readTimeEntry', { params: { id: entryId } });
    return seen.status === stepResults[step] ? seen : undefined;
  });
}

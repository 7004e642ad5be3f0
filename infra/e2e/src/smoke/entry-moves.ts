import type { AlignTimeEntry, ControlClient, EntryMove } from '@illumera/align-sandbox/control-client';
import type { ApiClient, TimeEntry } from '@illumera/api-models';
import { until } from './until.ts';

export interface Sides {
  control: ControlClient;
  talent: ApiClient;
}

/** Waits until Align has an entry of ours in a status. */
function seenInAlign(
  { control }: Sides,
  entryId: string,
  status: AlignTimeEntry['status'],
): Promise<AlignTimeEntry> {
  return until(`entry ${entryId} to be ${status} in Align`, async () => {
    const [entry] = await control.findTimeEntries({ externalId: entryId, status });
    return entry;
  });
}

/** Waits until the API shows an entry in a status. */
export function seenHere(
  { talent }: Sides,
  entryId: string,
  status: TimeEntry['status'],
): Promise<TimeEntry> {
  return until(`entry ${entryId} to be ${status} here`, async () => {
    const entry = await talent('readTimeEntry', { params: { id: entryId } });
    return entry.status === status ? entry : undefined;
  });
}

/** Submits a draft and waits until Align has it to decide on. */
export async function submit(sides: Sides, entryId: string): Promise<void> {
  await sides.talent('submitTimeEntry', { params: { id: entryId } });
  await seenInAlign(sides, entryId, 'submitted');
}

/** What an entry of each status becomes in Align by which step of its company. */
const steps = {
  approved: { transition: 'approve', from: 'submitted' },
  rejected: { transition: 'reject', from: 'submitted' },
  locked: { transition: 'lock', from: 'approved' },
  invoiced: { transition: 'invoice', from: 'locked' },
} as const satisfies Partial<
  Record<TimeEntry['status'], Pick<EntryMove, 'transition'> & { from: AlignTimeEntry['status'] }>
>;

export interface Decision {
  entryId: string;
  becomes: keyof typeof steps;
  /** Needed to reject. */
  reason?: string;
}

/** Has the company decide in Align, and waits until its webhook has brought the decision here. */
export async function decide(sides: Sides, { entryId, becomes, reason }: Decision): Promise<TimeEntry> {
  const { transition, from } = steps[becomes];
  const { id } = await seenInAlign(sides, entryId, from);
  await sides.control.moveTimeEntry({ id, transition, ...(reason === undefined ? {} : { reason }) });
  return seenHere(sides, entryId, becomes);
}

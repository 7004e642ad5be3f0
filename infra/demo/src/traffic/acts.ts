import type { ControlClient, EntryMove } from '@illumera/align-sandbox/control-client';
import type { ApiClient, TimeEntry } from '@illumera/api-models';
import type { ActName } from './choose-act.ts';
import { oneOf } from './one-of.ts';
import { rejectionReasons, workNotes } from './phrases.ts';

export interface ActContext {
  control: ControlClient;
  /** As the talent. */
  api: ApiClient;
  /** From 0 up to 1. */
  random: () => number;
}

type Act = (context: ActContext, entry: TimeEntry) => Promise<string>;

const QUARTER_MINUTES = 15;

/** Does it and says in a few words what was done. */
export const acts = {
  edit: async ({ api, random }, { id }) => {
    const body = { minutes: someMinutes(random), notes: oneOf(workNotes, random) };
    await api('updateTimeEntry', { params: { id }, body });
    return `now ${body.minutes} min`;
  },
  submit: async ({ api }, { id }) => {
    await api('submitTimeEntry', { params: { id } });
    return 'for approval';
  },
  adjust: async ({ api, random }, { id, minutes }) => {
    const corrected = Math.max(QUARTER_MINUTES, minutes - QUARTER_MINUTES * (1 + Math.floor(random() * 4)));
    await api('adjustTimeEntry', { params: { id }, body: { minutes: corrected } });
    return `${minutes} min to ${corrected} min`;
  },
  approve: (context, entry) => moveInAlign(context, entry, { transition: 'approve' }),
  lock: (context, entry) => moveInAlign(context, entry, { transition: 'lock' }),
  invoice: (context, entry) => moveInAlign(context, entry, { transition: 'invoice' }),
  reject: (context, entry) => {
    const reason = oneOf(rejectionReasons, context.random);
    return moveInAlign(context, entry, { transition: 'reject', reason });
  },
} as const satisfies Record<Exclude<ActName, 'log'>, Act>;

/** Logs some hours of today on one of the talent's accepted engagements. */
export async function logHours({ api, random }: ActContext): Promise<string> {
  const { data: engagements } = await api('listEngagements', { query: { status: 'accepted', limit: 200 } });
  const body = {
    engagementId: oneOf(engagements, random).id,
    workDate: new Date().toISOString().slice(0, 10),
    minutes: someMinutes(random),
    notes: oneOf(workNotes, random),
  };
  await api('createTimeEntry', { body });
  return `${body.minutes} min`;
}

async function moveInAlign(
  { control }: ActContext,
  { id }: TimeEntry,
  move: Omit<EntryMove, 'id'>,
): Promise<string> {
  const [entry] = await control.findTimeEntries({ externalId: id });
  if (entry === undefined) throw new Error(`Align has no entry for ${id}`);
  await control.moveTimeEntry({ id: entry.id, ...move });
  return move.reason === undefined ? 'in Align' : `in Align: ${move.reason}`;
}

/** Half an hour to eight hours, in quarters. */
function someMinutes(random: () => number): number {
  return QUARTER_MINUTES * (2 + Math.floor(random() * 31));
}

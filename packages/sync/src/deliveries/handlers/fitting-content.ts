import { timeEventData } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import { recordDiscrepancy } from '../../discrepancies/record-discrepancy.ts';
import type { EventContext, LinkedEntity } from '../event-handler.ts';

const MAX_MINUTES = 1_440;
const MAX_NOTES_CHARACTERS = 10_000;

export interface EntryContent {
  minutes?: number;
  workDate?: string;
  notes?: string;
}

/**
 * What an event says of the entry itself, as far as an entry can hold it: from its submission on Align's minutes, date and
 * description win. Minutes that no day has are a discrepancy and ours stay.
 */
export async function fittingContent(
  database: Database,
  { scope, connectionId, event }: EventContext,
  entry: LinkedEntity,
): Promise<EntryContent> {
  const { minutes, workDate, description } = timeEventData(event);
  if (minutes !== undefined && !isOfADay(minutes)) {
    await recordDiscrepancy(database, {
      tenantId: scope.tenantId,
      companyId: scope.companyId,
      connectionId,
      field: 'time_entry.minutes',
      externalType: 'time_entry',
      externalId: entry.id,
      illumeraValue: null,
      alignValue: String(minutes),
      severity: 'critical',
    });
  }
  return fitting({ minutes, workDate, description });
}

/** Whether a day has so many minutes. */
export function isOfADay(minutes: number): boolean {
  return minutes <= MAX_MINUTES;
}

/** As far as an entry can hold it. */
export function fitting(said: {
  minutes?: number | undefined;
  workDate?: string | undefined;
  description?: string | undefined;
}): EntryContent {
  const { minutes, workDate, description } = said;
  return {
    ...(minutes !== undefined && isOfADay(minutes) ? { minutes } : {}),
    ...(workDate === undefined ? {} : { workDate }),
    ...(description !== undefined && fits(description) ? { notes: description } : {}),
  };
}

const fits = (notes: string) => Array.from(notes).length <= MAX_NOTES_CHARACTERS;

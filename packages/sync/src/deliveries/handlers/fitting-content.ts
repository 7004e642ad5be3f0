import { timeEventData } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import { recordDiscrepancy } from '../../discrepancies/record-discrepancy.ts';
import type { EventContext, LinkedEntity } from '../event-handler.ts';

const MAX_MINUTES = 1_440;
const MAX_NOTES_CHARACTERS = 10_000;

interface Content {
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
): Promise<Content> {
  const { minutes, workDate, description } = timeEventData(event);
  if (minutes !== undefined && minutes > MAX_MINUTES) {
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
  return {
    ...(minutes !== undefined && minutes <= MAX_MINUTES ? { minutes } : {}),
    ...(workDate === undefined ? {} : { workDate }),
    ...(description !== undefined && fits(description) ? { notes: description } : {}),
  };
}

const fits = (notes: string) => Array.from(notes).length <= MAX_NOTES_CHARACTERS;

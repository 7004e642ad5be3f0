import type { AlignClient } from '@illumera/align-client';
import type { ExternalType } from '@illumera/schema';
import type { AlignSandbox } from '@illumera/testkit';
import { v7 as uuid } from 'uuid';

export interface AlignPlace {
  sandbox: AlignSandbox;
  align: AlignClient;
  apiKey: string;
  alignProjectId: string;
  alignUserId: string;
}

export const reference = (externalType: ExternalType, externalId: string) => ({
  provider: 'illumera' as const,
  externalType,
  externalId,
});

/** What is done at Align without a word to us. */
export function alignHands({ sandbox, align, apiKey, alignProjectId, alignUserId }: AlignPlace) {
  /** An entry of Align's own. */
  const logAtAlign = async (workDate: string, minutes = 60) => {
    const response = await fetch(`${sandbox.url}/api/v1/projects/${alignProjectId}/time-entries`, {
      method: 'POST',
      headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
      body: JSON.stringify({ userId: alignUserId, workDate, minutes }),
    });
    const { id } = (await response.json()) as { id: string };
    return id;
  };
  const createAtAlign = ({ id: localId, workDate }: { id: string; workDate: string }) =>
    align.call('createTimeEntry', {
      params: { projectId: alignProjectId },
      idempotencyKey: localId,
      body: {
        userId: alignUserId,
        workDate,
        minutes: 60,
        description: 'Work',
        billable: true,
        externalRef: reference('time_entry', localId),
      },
    });
  /** Takes an entry at Align through these steps, of which no event comes here. */
  const move = async (
    alignId: string,
    ...steps: ('submit' | 'approve' | 'reject' | 'lock' | 'invoice' | 'unlock')[]
  ) => {
    for (const step of steps) {
      if (step === 'submit')
        await align.call('submitTimeEntry', { params: { timeEntryId: alignId }, idempotencyKey: uuid() });
      else await sandbox.control('POST', `/time-entries/${alignId}/${step}`, { reason: 'because' });
    }
  };
  return { logAtAlign, createAtAlign, move };
}

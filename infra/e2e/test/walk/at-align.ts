import { until } from '@illumera/testkit';
import type { LedgerRow } from '../../src/ledger.ts';
import { mutations, type Walk } from './set-out.ts';

type EntryAtAlign = { id: string; status: string; minutes: number };

export const externalRef = (externalType: string, externalId: string) => ({
  provider: 'illumera',
  externalType,
  externalId,
});

/** The external reference in a request's body. */
export function externalRefOf(row: LedgerRow) {
  const body = row.body as { externalRef?: { externalType: string; externalId: string } } | null;
  return body?.externalRef;
}

/** Sees the request that made something at Align. */
export function requestWith(walk: Walk, externalType: string, externalId: string): Promise<LedgerRow> {
  return until(`the ${externalType} at Align`, async () =>
    (await mutations(walk)).find((row) => {
      const ref = externalRefOf(row);
      return row.status < 300 && ref?.externalType === externalType && ref.externalId === externalId;
    }),
  );
}

/** Sees an entry submitted at Align, with these minutes. */
export function submittedAtAlign(walk: Walk, externalId: string, minutes: number): Promise<EntryAtAlign> {
  return until('the submission in Align', async () => {
    const { data } = await walk.system.control<{ data: EntryAtAlign[] }>(
      'GET',
      `/time-entries?externalId=${externalId}`,
    );
    return data.find((entry) => entry.status === 'submitted' && entry.minutes === minutes);
  });
}

/** Does something in Align as its manager would; returns when that was, in epoch milliseconds. */
export async function actAtAlign(walk: Walk, act: string, on: { id: string; reason?: string }) {
  const { id, ...body } = on;
  const at = Date.now();
  await walk.system.control('POST', `/time-entries/${id}/${act}`, body);
  return at;
}

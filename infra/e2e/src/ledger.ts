import type { AlignSandbox } from '@illumera/testkit';

/** One request as the stand-in's ledger keeps it. */
export interface LedgerRow {
  atMs: number;
  method: string;
  path: string;
  idempotencyKey: string | null;
  body: unknown;
  status: number;
}

/** What changed something at Align, in order of arrival. */
export async function mutationsAt(sandbox: AlignSandbox): Promise<LedgerRow[]> {
  const { data } = await sandbox.control<{ data: LedgerRow[] }>('GET', '/requests');
  return data.filter((row) => row.method !== 'GET');
}

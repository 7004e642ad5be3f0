/** One request as the stand-in's ledger keeps it. */
export interface LedgerRow {
  atMs: number;
  method: string;
  path: string;
  keyLastFour: string;
  idempotencyKey: string | null;
  body: unknown;
  status: number;
}

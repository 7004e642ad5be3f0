import type { ImportMode, ReconciliationScope } from '@illumera/schema';

/** A run of reconciliation that this worker holds, with the connection it is for. */
export interface HeldRun {
  id: string;
  tenantId: string;
  companyId: string;
  connectionId: string;
  alignOrgId: string;
  scope: ReconciliationScope;
  /** Whoever holds a later token has taken the run over. */
  token: string;
  encryptedApiKey: string;
  importMode: ImportMode;
  /** When the first worker took it up. */
  startedAt: Date;
}

/** A run's worker may be silent for so long before another takes the run over, by the database's clock. */
export const RUN_LEASE_SECONDS = 30;

/** Another worker has taken the run over; nothing may be written for it any more. */
export class RunLostError extends Error {
  override readonly name = 'RunLostError';

  constructor() {
    super('another worker has taken the run over');
  }
}

/** The run is to go on later, from where it is. */
export class RunPutOffError extends Error {
  override readonly name = 'RunPutOffError';
  readonly resumeInMs: number;

  constructor(reason: string, resumeInMs: number) {
    super(reason);
    this.resumeInMs = resumeInMs;
  }
}

import type { CallRecord } from '@illumera/align-client';
import type { Database, ExternalType } from '@illumera/schema';
import type { DrainLease } from '../../drain/acquire-drain.ts';
import type { LinkScope } from '../../links/find-link.ts';
import type { ClaimedIntent } from '../claim-intents.ts';
import type { Outcome } from '../outcome.ts';

/** One claimed intent whose attempt has ended. */
export interface Settlement {
  lease: DrainLease;
  intent: ClaimedIntent;
  /** What was sent to Align for it. */
  calls: CallRecord[];
  /** After so many failed attempts an intent is `failed`. */
  maxAttempts: number;
}

/** How an attempt ended. */
export interface Ended<Kind extends Outcome['kind'] = Outcome['kind']> {
  settlement: Settlement;
  outcome: Extract<Outcome, { kind: Kind }>;
}

export type Settler<Kind extends Outcome['kind']> = (
  transaction: Database,
  settlement: Settlement,
  outcome: Extract<Outcome, { kind: Kind }>,
) => Promise<void>;

/** The entity that an intent is about: a submission is about its time entry. */
export function entityOf(intent: Pick<ClaimedIntent, 'entityType' | 'localId'>): {
  type: ExternalType;
  id: string;
} {
  const type = intent.entityType === 'time_entry_submit' ? 'time_entry' : intent.entityType;
  return { type, id: intent.localId };
}

/** Where the links of the drained connection live. */
export function linkScopeOf({ connection }: DrainLease): LinkScope {
  return {
    tenantId: connection.tenantId,
    companyId: connection.companyId,
    alignOrgId: connection.alignOrgId,
  };
}

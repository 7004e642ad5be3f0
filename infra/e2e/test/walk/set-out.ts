import type { LedgerRow } from '../../src/ledger.ts';
import { type Cast, mutationsOf, type WalkedSystem } from '../../src/walked-system.ts';

/** What may be expected of the Align that is walked. */
export interface Terms {
  /** Whether everything must be seen within the second that is promised where Align is at its best. */
  isTimed: boolean;
  /** What Align tells of; the rest is found by a sweep. */
  tellsOf: { decisions: boolean; locks: boolean };
}

/** Who walks, where, and with which organization of Align's. */
export interface Walk extends Cast, Terms {
  system: WalkedSystem;
  organizationId: string;
  apiKey: string;
}

/** Casts a company with its people, and makes it an organization at Align with a key. */
export async function setOut(system: WalkedSystem, terms: Terms): Promise<Walk> {
  const cast = await system.cast();
  const { organizationId } = await system.control<{ organizationId: string }>('POST', '/organizations', {
    name: 'Agency',
  });
  const { apiKey } = await system.control<{ apiKey: string }>('POST', '/api-keys', {
    organizationId,
    scope: 'organization',
  });
  return { ...cast, ...terms, system, organizationId, apiKey };
}

/** What this walk has changed at Align, in order of arrival. */
export function mutations({ system, apiKey }: Walk): Promise<LedgerRow[]> {
  return mutationsOf(system.control, apiKey);
}

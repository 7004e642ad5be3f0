import type { Database } from '@illumera/schema';
import { vi } from 'vitest';
import { useAlign } from '../support/use-align.ts';
import { type ReconciliationWorld, reconcilingCompany } from './reconciling-company.ts';

/** A stand-in of Align's for a file of tests, which does not mind how often it is asked; its tests have time on a busy machine. */
export async function useStandIn(database: Database) {
  vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
  const align = await useAlign({ SANDBOX_SWITCHES: 'rateLimit=100000/60' });
  const world = { database, ...align };
  return {
    world,
    newCompany: (options: Pick<ReconciliationWorld, 'limit'> = {}) =>
      reconcilingCompany({ ...world, ...options }),
    control: align.sandbox.control,
  };
}

import { type AlignTransport, createAlignTransport } from '@illumera/align-client';
import type { Database } from '@illumera/schema';
import { type AlignSandbox, startAlignSandbox } from '@illumera/testkit';
import { afterAll, beforeAll, vi } from 'vitest';
import { reconcilingCompany } from './reconciling-company.ts';

/** A stand-in of Align's for a file of tests, which does not mind how often it is asked; its tests have time on a busy machine. */
export function useStandIn(database: Database) {
  vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });
  let sandbox: AlignSandbox;
  let transport: AlignTransport;
  beforeAll(async () => {
    sandbox = await startAlignSandbox({ SANDBOX_SWITCHES: 'rateLimit=100000/60' });
    transport = createAlignTransport({ baseUrl: `${sandbox.url}/api/v1` });
  });
  afterAll(async () => {
    await transport.close();
    await sandbox.stop();
  });
  const world = () => ({ database, sandbox, transport });
  return {
    world,
    newCompany: () => reconcilingCompany(world()),
    control: ((method, path, body) => sandbox.control(method, path, body)) as AlignSandbox['control'],
  };
}

import { createAlignTransport } from '@illumera/align-client';
import { startAlignSandbox } from '@illumera/testkit';
import { afterAll } from 'vitest';

/** A stand-in of Align's and the way to it, for one file of tests; both are gone with the file. */
export async function useAlign(env: Record<string, string> = {}) {
  const sandbox = await startAlignSandbox(env);
  const transport = createAlignTransport({ baseUrl: `${sandbox.url}/api/v1` });
  afterAll(async () => {
    await transport.close();
    await sandbox.stop();
  });
  return { sandbox, transport };
}

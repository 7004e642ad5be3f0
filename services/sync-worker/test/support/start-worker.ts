import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { createKeyring } from '@illumera/sealed';
import { type NodeProcess, startNodeProcess } from '@illumera/testkit';

const encryptionKey = randomBytes(32).toString('hex');
/** With which the workers open what is sealed. */
export const workerKeyring = createKeyring({ current: encryptionKey, retired: [] });
const NOBODY = 'http://127.0.0.1:9';

/** A worker as a process of its own; where nothing is said of Align, nobody answers there. */
export function startWorker(connectionString: string, alignUrl = NOBODY): Promise<NodeProcess> {
  return startNodeProcess({
    main: fileURLToPath(new URL('../../src/main.ts', import.meta.url)),
    env: {
      DATABASE_URL: connectionString,
      PORT: '0',
      ALIGN_BASE_URL: `${alignUrl}/api/v1`,
      ALIGN_WEBHOOK_BASE_URL: NOBODY,
      ALIGN_ENCRYPTION_KEY: encryptionKey,
    },
  });
}

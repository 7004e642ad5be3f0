import type { Keyring } from '@illumera/sealed';
import { keyringOf } from '@illumera/sealed';
import type { Conflict } from '@illumera/sync';
import type { OpsSettings } from './config.ts';

/** The keyring of the commands that need one; the others run without it. */
export function keyringOfCommand(settings: OpsSettings): Keyring | Conflict {
  const { ALIGN_ENCRYPTION_KEY, ALIGN_ENCRYPTION_KEYS_OLD } = settings;
  if (ALIGN_ENCRYPTION_KEY === undefined) {
    return { kind: 'conflict', reason: 'ALIGN_ENCRYPTION_KEY is not set: set it as the services have it' };
  }
  return keyringOf({ ALIGN_ENCRYPTION_KEY, ALIGN_ENCRYPTION_KEYS_OLD });
}

import type { AlignTransport } from '@illumera/align-client';
import type { Keyring } from '@illumera/sealed';

/** What it takes to call Align on a company's behalf. */
export interface AlignAccess {
  transport: AlignTransport;
  keyring: Keyring;
}

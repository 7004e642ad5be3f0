import { z } from 'zod';
import { concealed } from './concealed.ts';
import { createKeyring, type Keyring } from './create-keyring.ts';

const EncryptionKey = z
  .string()
  .regex(/^[0-9a-f]{64}$/i, { error: 'must be 64 hexadecimal characters' })
  .transform((key) => concealed(key));

/** The variables of a process that seals or opens (contract section 1). */
export const keyringSettings = {
  ALIGN_ENCRYPTION_KEY: EncryptionKey,
  /** Between commas: keys that only open what they once sealed, during a rotation. */
  ALIGN_ENCRYPTION_KEYS_OLD: z
    .string()
    .default('')
    .transform((keys) =>
      keys
        .split(',')
        .map((key) => key.trim())
        .filter((key) => key !== ''),
    )
    .pipe(z.array(EncryptionKey)),
};

type KeyringSettings = { [Name in keyof typeof keyringSettings]: z.output<(typeof keyringSettings)[Name]> };

/** Builds the keyring that the settings name. */
export function keyringOf(settings: KeyringSettings): Keyring {
  return createKeyring({
    current: settings.ALIGN_ENCRYPTION_KEY.reveal(),
    retired: settings.ALIGN_ENCRYPTION_KEYS_OLD.map((key) => key.reveal()),
  });
}

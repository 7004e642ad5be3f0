import { decrypt } from './aes-gcm.ts';
import type { Keyring } from './create-keyring.ts';
import { parseSealed } from './parse-sealed.ts';
import { associatedData, type SealContext } from './seal-context.ts';
import { SealedError } from './sealed-error.ts';

/**
 * Opens what {@link seal} made, for the same table, row and column.
 * @throws SealedError `malformed`, `unknown_key`, or `does_not_open` when it was changed or moved.
 */
export function openSealed(keyring: Keyring, sealed: string, context: SealContext): string {
  const { keyId, box } = parseSealed(sealed);
  const key = keyring.findKey(keyId);
  if (key === undefined) throw new SealedError('unknown_key');
  const plaintext = decrypt(key, box, associatedData(context));
  if (plaintext === undefined) throw new SealedError('does_not_open');
  return plaintext.toString();
}

import { encrypt } from './aes-gcm.ts';
import type { Keyring } from './create-keyring.ts';
import { associatedData, type SealContext } from './seal-context.ts';
import { SealedError } from './sealed-error.ts';

/** Seals a text with AES-256-GCM under the keyring's current key, bound to its table, row and column. */
export function seal(keyring: Keyring, plaintext: string, context: SealContext): string {
  const key = keyring.findKey(keyring.currentKeyId);
  if (key === undefined) throw new SealedError('unknown_key');
  const box = encrypt(key, Buffer.from(plaintext), associatedData(context));
  const parts = [box.iv, box.tag, box.ciphertext].map((bytes) => bytes.toString('base64url'));
  return ['v1', keyring.currentKeyId, ...parts].join(':');
}

import { createHash, createSecretKey, type KeyObject } from 'node:crypto';
import { SealedError } from './sealed-error.ts';

/** The keys of one deployment: one that seals, and all that may still open. */
export interface Keyring {
  currentKeyId: string;
  /** Finds a key by its id. */
  findKey: (keyId: string) => KeyObject | undefined;
}

export interface KeyringOptions {
  /** 64 hexadecimal characters; seals everything new (S1 "Secret Management"). */
  current: string;
  /** Keys that only open what they once sealed. */
  retired: readonly string[];
}

/**
 * Builds a keyring. A key is named by the first 8 hexadecimal characters of its SHA-256, so that nobody has to number keys.
 * @throws SealedError `bad_key` when a key is not 64 hexadecimal characters.
 */
export function createKeyring({ current, retired }: KeyringOptions): Keyring {
  const currentKey = readKey(current);
  const keys = new Map([...retired.map(readKey), currentKey]);
  return { currentKeyId: currentKey[0], findKey: (keyId) => keys.get(keyId) };
}

function readKey(hex: string): [keyId: string, key: KeyObject] {
  if (!/^[0-9a-f]{64}$/i.test(hex)) throw new SealedError('bad_key');
  const bytes = Buffer.from(hex, 'hex');
  const keyId = createHash('sha256').update(bytes).digest('hex').slice(0, 8);
  return [keyId, createSecretKey(bytes)];
}

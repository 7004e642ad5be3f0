import {
  calculateJwkThumbprint,
  exportJWK,
  generateKeyPair,
  importJWK,
  type CryptoKey,
  type JWK,
} from 'jose';
import { isoNow } from '../clock/clock.ts';
import type { Sandbox } from '../sandbox.ts';

const SETTING_ID = 'issuer-signing-key';

export type SigningKey = { privateKey: CryptoKey | Uint8Array; publicJwk: JWK; keyId: string };

/** The issuer's RS256 key, made once and kept in the store, so that tokens outlive a restart. */
export async function signingKey({ store, wallClock }: Sandbox): Promise<SigningKey> {
  const made = store.settings.get(SETTING_ID) === undefined ? await makeKey() : undefined;
  if (made !== undefined && store.settings.get(SETTING_ID) === undefined)
    store.settings.insert({ id: SETTING_ID, value: made, createdAt: isoNow(wallClock) });
  const privateJwk = store.settings.get(SETTING_ID)?.value as JWK;
  const { kty, n, e, kid = '' } = privateJwk as JWK & { kty: 'RSA'; n: string; e: string };
  return {
    privateKey: await importJWK(privateJwk, 'RS256'),
    publicJwk: { kty, n, e, kid, alg: 'RS256', use: 'sig' },
    keyId: kid,
  };
}

async function makeKey(): Promise<JWK> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const jwk = await exportJWK(privateKey);
  return { ...jwk, alg: 'RS256', kid: await calculateJwkThumbprint(jwk) };
}

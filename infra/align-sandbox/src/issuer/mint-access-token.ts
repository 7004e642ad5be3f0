import { SignJWT } from 'jose';
import type { Sandbox } from '../sandbox.ts';
import { issuerUrl } from './issuer-url.ts';
import { signingKey } from './signing-key.ts';

export const TOKEN_LIFETIME_SECONDS = 3600;

type Grant = { sub: string; clientId: string; expiresInSeconds: number };

/** An access token as the API reads it: `sub` is the person, `azp` the client, `sid` this sign-in. */
export async function mintAccessToken(sandbox: Sandbox, grant: Grant): Promise<string> {
  const { sub, clientId, expiresInSeconds } = grant;
  const { privateKey, keyId } = await signingKey(sandbox);
  const now = Math.floor(sandbox.clock.nowMs() / 1000);
  return new SignJWT({ azp: clientId, sid: sandbox.randomness.uuid() })
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: keyId })
    .setIssuer(issuerUrl(sandbox))
    .setSubject(sub)
    .setIssuedAt(Math.min(now, now + expiresInSeconds))
    .setNotBefore(Math.min(now, now + expiresInSeconds))
    .setExpirationTime(now + expiresInSeconds)
    .sign(privateKey);
}

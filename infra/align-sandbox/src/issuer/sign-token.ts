import { SignJWT } from 'jose';
import type { Sandbox } from '../sandbox.ts';
import { issuerUrl } from './issuer-url.ts';
import { signingKey } from './signing-key.ts';

export const TOKEN_LIFETIME_SECONDS = 3600;

type Token = { sub: string; expiresInSeconds: number; claims: Record<string, unknown> };

/** Signs a token of this issuer; one that ends before now was issued at its end. */
export async function signToken(sandbox: Sandbox, { sub, expiresInSeconds, claims }: Token): Promise<string> {
  const { privateKey, keyId } = await signingKey(sandbox);
  const now = Math.floor(sandbox.wallClock.nowMs() / 1000);
  const issuedAt = Math.min(now, now + expiresInSeconds);
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'RS256', typ: 'JWT', kid: keyId })
    .setIssuer(issuerUrl(sandbox))
    .setSubject(sub)
    .setIssuedAt(issuedAt)
    .setNotBefore(issuedAt)
    .setExpirationTime(now + expiresInSeconds)
    .sign(privateKey);
}

type AccessGrant = { sub: string; clientId: string; sid: string; expiresInSeconds: number };

/** An access token as the API reads it: `sub` is the person, `azp` the client, `sid` this sign-in. */
export function signAccessToken(sandbox: Sandbox, grant: AccessGrant): Promise<string> {
  const { sub, clientId, sid, expiresInSeconds } = grant;
  return signToken(sandbox, { sub, expiresInSeconds, claims: { azp: clientId, sid } });
}

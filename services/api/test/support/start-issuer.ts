import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll } from 'vitest';

const ISSUER = 'http://issuer.test';

/** A token issuer with one key, for the test file that starts it. */
export async function startIssuer() {
  const { publicKey, privateKey } = await generateKeyPair('RS256');
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'one', alg: 'RS256', use: 'sig' }] };
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify(jwks));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;

  /** A token that holds for a minute, unless `claims` or `how` say otherwise. */
  function sign(
    claims: JWTPayload,
    how: { key?: typeof privateKey; expires?: boolean } = {},
  ): Promise<string> {
    const expiry = how.expires === false ? {} : { exp: epochSeconds() + 60 };
    return new SignJWT({ azp: 'http://console.test', iss: ISSUER, ...expiry, ...claims })
      .setProtectedHeader({ alg: 'RS256', kid: 'one' })
      .sign(how.key ?? privateKey);
  }

  return { issuer: ISSUER, jwksUrl: `http://127.0.0.1:${port}/jwks`, sign };
}

export function epochSeconds(): number {
  return Math.floor(Date.now() / 1000);
}

import { isoNow } from '../clock/clock.ts';
import type { Sandbox } from '../sandbox.ts';
import type { AuthorizationRequest } from './authorization-request.ts';
import { issuerUrl } from './issuer-url.ts';

const CODE_LIFETIME_MS = 60_000;

/** Makes a code for a person who signed in and answers where the browser takes it. */
export function issueCode(sandbox: Sandbox, sub: string, request: AuthorizationRequest): string {
  const code = sandbox.randomness.hex('code', 32);
  sandbox.store.authorizationCodes.insert({
    id: code,
    sub,
    clientId: request.client_id,
    redirectUri: request.redirect_uri,
    codeChallenge: request.code_challenge,
    nonce: request.nonce ?? null,
    scope: request.scope,
    expiresAtMs: sandbox.wallClock.nowMs() + CODE_LIFETIME_MS,
    createdAt: isoNow(sandbox.wallClock),
  });
  const target = new URL(request.redirect_uri);
  target.searchParams.set('code', code);
  if (request.state !== undefined) target.searchParams.set('state', request.state);
  target.searchParams.set('iss', issuerUrl(sandbox));
  return target.href;
}

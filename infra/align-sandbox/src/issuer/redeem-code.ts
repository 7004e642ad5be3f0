import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Sandbox } from '../sandbox.ts';
import type { AuthorizationCodeRow } from '../store/rows.ts';
import { signAccessToken, signToken, TOKEN_LIFETIME_SECONDS } from './sign-token.ts';

export const CodeExchange = z.object({
  grant_type: z.literal('authorization_code'),
  code: z.string(),
  redirect_uri: z.string(),
  client_id: z.string(),
  code_verifier: z.string(),
});
type CodeExchange = z.output<typeof CodeExchange>;

type Redemption = { kind: 'tokens'; tokens: Record<string, unknown> } | { kind: 'refused'; reason: string };

/** Turns a code into tokens, once; a code that fails any check is used up as well. */
export async function redeemCode(sandbox: Sandbox, exchange: CodeExchange): Promise<Redemption> {
  const code = sandbox.store.authorizationCodes.get(exchange.code);
  sandbox.store.authorizationCodes.remove(exchange.code);
  if (code === undefined) return refused('The code is unknown or was used before.');
  if (code.expiresAtMs <= sandbox.wallClock.nowMs()) return refused('The code has expired.');
  if (code.clientId !== exchange.client_id) return refused('The code was issued to another client.');
  if (code.redirectUri !== exchange.redirect_uri) return refused('The code was issued to another address.');
  const challenge = createHash('sha256').update(exchange.code_verifier).digest('base64url');
  if (challenge !== code.codeChallenge) return refused('The code verifier does not fit the challenge.');
  return { kind: 'tokens', tokens: await issueTokens(sandbox, code) };
}

const refused = (reason: string): Redemption => ({ kind: 'refused', reason });

async function issueTokens(sandbox: Sandbox, { sub, clientId, scope, nonce }: AuthorizationCodeRow) {
  const sid = sandbox.randomness.uuid('session');
  const expiresInSeconds = TOKEN_LIFETIME_SECONDS;
  const account = sandbox.store.accounts.get(sub);
  const profile = { aud: clientId, sid, email: account?.email, name: account?.name };
  const claims = nonce === null ? profile : { ...profile, nonce };
  return {
    access_token: await signAccessToken(sandbox, { sub, clientId, sid, expiresInSeconds }),
    token_type: 'Bearer',
    expires_in: expiresInSeconds,
    scope,
    ...(scope.split(' ').includes('openid')
      ? { id_token: await signToken(sandbox, { sub, expiresInSeconds, claims }) }
      : {}),
  };
}

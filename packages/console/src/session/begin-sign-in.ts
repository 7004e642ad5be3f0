import type { ConsoleConfig } from '@illumera/api-models';
import {
  calculatePKCECodeChallenge,
  generateRandomCodeVerifier,
  generateRandomNonce,
  generateRandomState,
} from 'oauth4webapi';
import { discoverIdentityProvider } from './identity-provider.ts';
import { internalPath } from './internal-path.ts';
import { keepPendingSignIn } from './pending-sign-in.ts';

/**
 * Prepares a sign-in (authorization code with PKCE) and answers the issuer's page to go to.
 * @throws where the issuer cannot be reached.
 */
export async function beginSignIn(config: ConsoleConfig, returnTo: string | undefined): Promise<URL> {
  const { server, client, redirectUri } = await discoverIdentityProvider(config);
  if (server.authorization_endpoint === undefined) throw new Error('The issuer offers no sign-in page.');
  const pending = {
    state: generateRandomState(),
    nonce: generateRandomNonce(),
    codeVerifier: generateRandomCodeVerifier(),
    returnTo: internalPath(returnTo),
  };
  keepPendingSignIn(pending);
  const page = new URL(server.authorization_endpoint);
  const parameters = {
    client_id: client.client_id,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: 'openid profile email',
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await calculatePKCECodeChallenge(pending.codeVerifier),
    code_challenge_method: 'S256',
  };
  for (const [name, value] of Object.entries(parameters)) page.searchParams.set(name, value);
  return page;
}

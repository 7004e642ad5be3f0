import type { ConsoleConfig } from '@illumera/api-models';
import { discoverIdentityProvider } from './identity-provider.ts';

/** Where the issuer ends its own session, if it offers that; undefined also where it cannot be reached. */
export async function signOutAddress(
  config: ConsoleConfig,
  idToken: string | undefined,
): Promise<URL | undefined> {
  const provider = await discoverIdentityProvider(config).catch(() => undefined);
  const endpoint = provider?.server.end_session_endpoint;
  if (endpoint === undefined) return undefined;
  const address = new URL(endpoint);
  address.searchParams.set('client_id', config.clientId);
  address.searchParams.set('post_logout_redirect_uri', `${location.origin}/sign-in`);
  if (idToken !== undefined) address.searchParams.set('id_token_hint', idToken);
  return address;
}

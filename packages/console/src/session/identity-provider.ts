import type { ConsoleConfig } from '@illumera/api-models';
import {
  type AuthorizationServer,
  allowInsecureRequests,
  type Client,
  discoveryRequest,
  processDiscoveryResponse,
} from 'oauth4webapi';

export interface IdentityProvider {
  server: AuthorizationServer;
  client: Client;
  redirectUri: string;
  /** Plain http is allowed for an issuer on this very machine only. */
  requestOptions: { [allowInsecureRequests]: boolean };
}

/**
 * Reads the metadata of the issuer.
 * @throws where it cannot be reached, or describes another issuer.
 */
export async function discoverIdentityProvider(config: ConsoleConfig): Promise<IdentityProvider> {
  const issuer = new URL(config.issuer);
  const requestOptions = { [allowInsecureRequests]: isLoopback(issuer.hostname) };
  const answer = await discoveryRequest(issuer, { algorithm: 'oidc', ...requestOptions });
  return {
    server: await processDiscoveryResponse(issuer, answer),
    client: { client_id: config.clientId },
    redirectUri: `${location.origin}/signed-in`,
    requestOptions,
  };
}

/** Whether a host name can only mean the machine the browser runs on. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d{1,3}){3}$/.test(hostname);
}

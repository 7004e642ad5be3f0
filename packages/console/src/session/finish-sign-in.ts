import type { ConsoleConfig } from '@illumera/api-models';
import {
  authorizationCodeGrantRequest,
  None,
  processAuthorizationCodeResponse,
  validateAuthResponse,
} from 'oauth4webapi';
import { discoverIdentityProvider } from './identity-provider.ts';
import type { PendingSignIn } from './pending-sign-in.ts';
import type { Session } from './session-store.ts';

/** Used where the issuer does not say how long its token lives. */
const DEFAULT_LIFETIME_S = 3600;

interface IssuerAnswer {
  /** The address the issuer sent the browser back to. */
  address: URL;
  pending: PendingSignIn;
  nowMs: number;
}

/**
 * Exchanges the issuer's code for a session.
 * @throws where the issuer refuses, or its answer does not belong to this sign-in.
 */
export async function finishSignIn(config: ConsoleConfig, answer: IssuerAnswer): Promise<Session> {
  const { server, client, redirectUri, requestOptions } = await discoverIdentityProvider(config);
  const { pending } = answer;
  const callback = validateAuthResponse(server, client, answer.address, pending.state);
  const response = await authorizationCodeGrantRequest(
    server,
    client,
    None(),
    callback,
    redirectUri,
    pending.codeVerifier,
    requestOptions,
  );
  const tokens = await processAuthorizationCodeResponse(server, client, response, {
    expectedNonce: pending.nonce,
    requireIdToken: true,
  });
  return {
    accessToken: tokens.access_token,
    expiresAtMs: answer.nowMs + (tokens.expires_in ?? DEFAULT_LIFETIME_S) * 1000,
    ...(tokens.id_token === undefined ? {} : { idToken: tokens.id_token }),
  };
}

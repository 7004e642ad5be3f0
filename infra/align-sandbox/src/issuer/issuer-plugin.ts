import cors from '@fastify/cors';
import type { FastifyPluginCallbackZod } from 'fastify-type-provider-zod';
import type { IssuerOptions } from './issuer-options.ts';
import { issuerUrl } from './issuer-url.ts';
import { isLoopbackUrl } from './loopback.ts';
import { signInRoutes } from './sign-in-routes.ts';
import { signingKey } from './signing-key.ts';
import { tokenRoutes } from './token-routes.ts';

/** A token issuer in OpenID Connect's shape: code flow with PKCE, RS256, loopback clients only. */
export const issuerPlugin: FastifyPluginCallbackZod<IssuerOptions> = (app, { sandbox }, done) => {
  app.register(documentRoutes, { sandbox });
  app.register(signInRoutes, { sandbox });
  done();
};

/** What a browser client reads and posts from its own origin. */
const documentRoutes: FastifyPluginCallbackZod<IssuerOptions> = (app, { sandbox }, done) => {
  app.register(cors, {
    origin: (origin, decide) => decide(null, origin !== undefined && isLoopbackUrl(origin)),
  });
  app.get('/.well-known/openid-configuration', () => discoveryDocument(issuerUrl(sandbox)));
  app.get('/jwks.json', async () => ({ keys: [(await signingKey(sandbox)).publicJwk] }));
  app.register(tokenRoutes, { sandbox });
  done();
};

function discoveryDocument(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks.json`,
    end_session_endpoint: `${issuer}/logout`,
    response_types_supported: ['code'],
    response_modes_supported: ['query'],
    grant_types_supported: ['authorization_code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
    code_challenge_methods_supported: ['S256'],
    token_endpoint_auth_methods_supported: ['none'],
    scopes_supported: ['openid', 'profile', 'email'],
    authorization_response_iss_parameter_supported: true,
  };
}

import { z } from 'zod';
import { isLoopbackUrl } from './loopback.ts';

/** What a client asks `/authorize` for: a code, by PKCE with S256, to an address on this machine. */
export const AuthorizationRequest = z.object({
  response_type: z.literal('code'),
  client_id: z.string().min(1).max(200),
  redirect_uri: z.string().refine(isLoopbackUrl, {
    error: 'must be an http or https address on localhost or 127.0.0.1',
  }),
  code_challenge: z.string().regex(/^[A-Za-z0-9_-]{43}$/, { error: 'must be a base64url SHA-256' }),
  code_challenge_method: z.literal('S256'),
  scope: z.string().max(500).default('openid'),
  state: z.string().max(2000).optional(),
  nonce: z.string().max(500).optional(),
  login_hint: z.string().max(320).optional(),
});
export type AuthorizationRequest = z.output<typeof AuthorizationRequest>;

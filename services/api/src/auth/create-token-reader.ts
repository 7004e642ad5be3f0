import { errors, type JWTPayload, jwtVerify } from 'jose';
import { ProblemError } from '../problems/problem-error.ts';
import { createSigningKeys } from './create-signing-keys.ts';

const CLOCK_TOLERANCE_SECONDS = 5;
/** Ids that issuers give to users. */
const SUBJECT = /^[\x21-\x7e]{1,255}$/;

export interface TokenReaderOptions {
  /** What `iss` must be. */
  issuer: string;
  jwksUrl: string;
  /** Allowed values of `azp`; it is not checked where there are none. */
  authorizedParties: readonly string[];
}

const tokenFaults = [
  errors.JOSEAlgNotAllowed,
  errors.JOSENotSupported,
  errors.JWKSMultipleMatchingKeys,
  errors.JWKSNoMatchingKey,
  errors.JWSInvalid,
  errors.JWSSignatureVerificationFailed,
  errors.JWTClaimValidationFailed,
  errors.JWTExpired,
  errors.JWTInvalid,
];

/** Makes a reader of the issuer's tokens: it tells the `sub` of one that holds (contract section 3). */
export function createTokenReader(options: TokenReaderOptions): (token: string) => Promise<string> {
  const keys = createSigningKeys(options.jwksUrl);
  return async (token) => {
    const payload = await verify(token);
    const { sub } = payload;
    if (typeof sub !== 'string' || !SUBJECT.test(sub) || !isAuthorizedParty(payload['azp'])) {
      throw new ProblemError('unauthenticated', 'The token was not made for this API.');
    }
    return sub;
  };

  async function verify(token: string): Promise<JWTPayload> {
    try {
      const { payload } = await jwtVerify(token, keys, {
        algorithms: ['RS256'],
        issuer: options.issuer,
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        requiredClaims: ['exp', 'sub'],
      });
      return payload;
    } catch (error) {
      if (tokenFaults.some((fault) => error instanceof fault)) {
        throw new ProblemError('unauthenticated', 'The token is not valid, or no longer.', { cause: error });
      }
      throw new ProblemError('unavailable', 'The keys of the token issuer cannot be read just now.', {
        cause: error,
      });
    }
  }

  function isAuthorizedParty(azp: unknown): boolean {
    const { authorizedParties } = options;
    return authorizedParties.length === 0 || (typeof azp === 'string' && authorizedParties.includes(azp));
  }
}

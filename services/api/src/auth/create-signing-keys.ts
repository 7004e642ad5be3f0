import { createRemoteJWKSet, customFetch, errors, type JWTVerifyGetKey } from 'jose';

/** A key that is not known is looked for at the issuer no more often than this. */
const LOOK_AGAIN_MS = 30_000;
/** Keys are read anew this often, so that one which the issuer has withdrawn is dropped. */
const REFRESH_MS = 10 * 60_000;
/** An issuer that did not answer is left alone for so long. */
const REST_MS = 5_000;

/**
 * The keys of the token issuer. Those that are known stay known while the issuer cannot be reached; nothing that a token
 * says of keys, where they lie or how often to read them, changes that.
 * The function throws jose's errors, and those of the request while no keys have been read yet.
 */
export function createSigningKeys(jwksUrl: string): JWTVerifyGetKey {
  const keys = createRemoteJWKSet(new URL(jwksUrl), {
    cooldownDuration: LOOK_AGAIN_MS,
    cacheMaxAge: Number.POSITIVE_INFINITY,
    [customFetch]: restingFetch(),
  });
  let readAtMs = performance.now();
  return async (header, token) => {
    if (performance.now() - readAtMs > REFRESH_MS) {
      readAtMs = performance.now();
      // What is known serves until this has been answered, and after it failed.
      keys.reload().catch(() => undefined);
    }
    const wereKnown = keys.jwks() !== undefined;
    try {
      return await keys(header, token);
    } catch (error) {
      if (!wereKnown || isTokenFault(error)) throw error;
      throw new errors.JWKSNoMatchingKey('a key that nobody knows while the issuer is away', {
        cause: error,
      });
    }
  };
}

const isTokenFault = (error: unknown) =>
  error instanceof errors.JWKSNoMatchingKey ||
  error instanceof errors.JWKSMultipleMatchingKeys ||
  error instanceof errors.JOSENotSupported;

/** Fetches, but not again right after a failure. */
function restingFetch(): typeof fetch {
  let failure: { error: unknown; atMs: number } | undefined;
  return async (...request) => {
    if (failure !== undefined && performance.now() - failure.atMs < REST_MS) throw failure.error;
    try {
      const response = await fetch(...request);
      failure = undefined;
      return response;
    } catch (error) {
      failure = { error, atMs: performance.now() };
      throw error;
    }
  };
}

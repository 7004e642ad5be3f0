import type { Database } from '@illumera/schema';
import { type Actor, findActor } from '@illumera/sync';
import { ProblemError } from '../problems/problem-error.ts';
import { createTokenReader, type TokenReaderOptions } from './create-token-reader.ts';

/** Finds who sends a request by its `Authorization` header. */
export type Authenticate = (authorization: string | undefined) => Promise<Actor>;

const BEARER = /^Bearer +([A-Za-z0-9._~+/-]+=*)$/i;

/**
 * Makes the check of who asks: a token of the issuer says which user, and the user's row says everything else.
 * The check throws a `ProblemError`, `unauthenticated` or `unavailable`.
 */
export function createAuthenticator(database: Database, options: TokenReaderOptions): Authenticate {
  const readSubject = createTokenReader(options);
  return async (authorization) => {
    const token = BEARER.exec(authorization ?? '')?.[1];
    if (token === undefined) {
      throw new ProblemError('unauthenticated', 'Send a token of the issuer as "Authorization: Bearer …".');
    }
    const actor = await findActor(database, await readSubject(token));
    if (actor === undefined)
      throw new ProblemError('unauthenticated', 'Nobody here signs in with this token.');
    return actor;
  };
}

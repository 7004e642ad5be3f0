import { z } from 'zod';

const PendingSignIn = z.object({
  state: z.string(),
  nonce: z.string(),
  codeVerifier: z.string(),
  returnTo: z.string(),
});
export type PendingSignIn = z.output<typeof PendingSignIn>;

const KEY = 'illumera.signing-in';

/** Remembers what the answer of the issuer will be held against. */
export function keepPendingSignIn(pending: PendingSignIn): void {
  sessionStorage.setItem(KEY, JSON.stringify(pending));
}

/** Takes what was kept; a second answer finds nothing. */
export function takePendingSignIn(): PendingSignIn | undefined {
  const text = sessionStorage.getItem(KEY);
  sessionStorage.removeItem(KEY);
  return text === null ? undefined : PendingSignIn.parse(JSON.parse(text));
}

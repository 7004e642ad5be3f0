import { z } from 'zod';

const Session = z.object({
  accessToken: z.string().min(1),
  /** Milliseconds since the epoch. */
  expiresAtMs: z.number(),
  /** Lets the issuer end its own session at sign-out. */
  idToken: z.string().optional(),
});
export type Session = z.output<typeof Session>;

export interface SessionStore {
  /** The session of this tab, unless there is none or it has run out. */
  read: () => Session | undefined;
  write: (session: Session) => void;
  clear: () => void;
}

const KEY = 'illumera.session';

/** Keeps the session in the tab's own storage, so that closing the tab forgets it. */
export function createSessionStore(storage: Storage, nowMs: () => number): SessionStore {
  return {
    read: () => {
      const stored = Session.safeParse(parseJson(storage.getItem(KEY)));
      return stored.success && stored.data.expiresAtMs > nowMs() ? stored.data : undefined;
    },
    write: (session) => storage.setItem(KEY, JSON.stringify(session)),
    clear: () => storage.removeItem(KEY),
  };
}

function parseJson(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}

import type { ApiClient, ConsoleConfig } from '@illumera/api-models';
import { createContext, useContext } from 'react';
import type { SessionStore } from '../session/session-store.ts';

/** What every page may use: who we are, who is signed in, and the API. */
export interface Console {
  config: ConsoleConfig;
  session: SessionStore;
  api: ApiClient;
  /** Ends a session that has run out, and asks to sign in again. */
  expire: () => void;
}

const ConsoleContext = createContext<Console | undefined>(undefined);
export const ConsoleProvider = ConsoleContext.Provider;

/** @throws outside of a `ConsoleProvider`. */
export function useConsole(): Console {
  const console = useContext(ConsoleContext);
  if (console === undefined) throw new Error('useConsole needs a ConsoleProvider');
  return console;
}

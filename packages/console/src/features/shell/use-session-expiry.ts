import { useEffect } from 'react';
import { useConsole } from '../../console/console-context.tsx';

/** The longest a browser's timer can be set for, in milliseconds. */
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/** Leads back to the sign-in page at the moment the session runs out. */
export function useSessionExpiry(): void {
  const { session, expire } = useConsole();
  useEffect(() => {
    const remainingMs = (session.read()?.expiresAtMs ?? 0) - Date.now();
    const timer = setTimeout(expire, Math.min(Math.max(0, remainingMs), LONGEST_TIMER_MS));
    return () => clearTimeout(timer);
  }, [session, expire]);
}

import { useSyncExternalStore } from 'react';

const wide = window.matchMedia('(min-width: 56rem)');

/** Whether there is room for a table; narrower pages show cards. */
export function useWide(): boolean {
  return useSyncExternalStore(subscribe, () => wide.matches);
}

function subscribe(listener: () => void): () => void {
  wide.addEventListener('change', listener);
  return () => wide.removeEventListener('change', listener);
}

import { useSuspenseQuery } from '@tanstack/react-query';
import { apiQuery } from './api-query.ts';
import { useConsole } from './console-context.tsx';

/** Who is signed in; only below the signed-in area, which has read it. */
export function useMe() {
  const { api } = useConsole();
  return useSuspenseQuery({ ...apiQuery(api, 'readMe', {}), staleTime: Number.POSITIVE_INFINITY }).data;
}

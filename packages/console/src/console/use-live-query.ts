import type { CallInput, RouteName } from '@illumera/api-models';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { apiQuery } from './api-query.ts';
import { useConsole } from './console-context.tsx';
import { useLive } from './live-context.tsx';

const REFRESH_INTERVAL_MS = 2_000;

/** A reading that refreshes by itself; while paused nothing refreshes it, neither focus nor reconnection. */
export function useLiveQuery<Name extends RouteName>(name: Name, input: CallInput<Name>) {
  const { api } = useConsole();
  const { paused } = useLive();
  return useQuery({
    ...apiQuery(api, name, input),
    placeholderData: keepPreviousData,
    refetchInterval: paused ? false : REFRESH_INTERVAL_MS,
    refetchOnWindowFocus: !paused,
    refetchOnReconnect: !paused,
  });
}

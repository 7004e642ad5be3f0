import type { CallInput, RouteName } from '@illumera/api-models';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { apiQuery } from './api-query.ts';
import { useConsole } from './console-context.tsx';
import { useLive } from './live-context.tsx';

const REFRESH_INTERVAL_MS = 2_000;
/** Where the API tells of changes, asking only makes up for words that were lost. */
const TOLD_INTERVAL_MS = 15_000;

/** A reading that refreshes by itself; while paused nothing refreshes it, neither focus nor reconnection. */
export function useLiveQuery<Name extends RouteName>(name: Name, input: CallInput<Name>) {
  const { api } = useConsole();
  const { paused, told } = useLive();
  const intervalMs = told ? TOLD_INTERVAL_MS : REFRESH_INTERVAL_MS;
  return useQuery({
    ...apiQuery(api, name, input),
    placeholderData: keepPreviousData,
    refetchInterval: paused ? false : intervalMs,
    refetchOnWindowFocus: !paused,
    refetchOnReconnect: !paused,
  });
}

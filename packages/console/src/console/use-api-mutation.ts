import type { CallInput, RouteName } from '@illumera/api-models';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useConsole } from './console-context.tsx';

/** One change through the API; the readings named in `refreshes` are read again before it counts as done. */
export function useApiMutation<Name extends RouteName>(name: Name, refreshes: readonly RouteName[]) {
  const { api } = useConsole();
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: CallInput<Name>) => api(name, input),
    onSettled: () =>
      Promise.all(refreshes.map((reading) => queryClient.invalidateQueries({ queryKey: [reading] }))),
  });
}

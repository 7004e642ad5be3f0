import type { ApiClient, CallInput, RouteName } from '@illumera/api-models';
import { queryOptions } from '@tanstack/react-query';

/** One reading of the API; its key begins with the call's name, so that a change can refresh all readings of a name. */
export function apiQuery<Name extends RouteName>(api: ApiClient, name: Name, input: CallInput<Name>) {
  return queryOptions({ queryKey: [name, input], queryFn: () => api(name, input) });
}

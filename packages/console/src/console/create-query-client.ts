import { ApiProblemError } from '@illumera/api-models';
import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';

/** Retries what may pass by itself once, and reports a token that the API no longer takes. */
export function createQueryClient(onUnauthenticated: () => void): QueryClient {
  const onError = (error: unknown) => {
    if (isUnauthenticated(error)) onUnauthenticated();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        retry: (failures, error) => failures < 1 && !isRefusal(error),
        retryDelay: 500,
      },
    },
  });
}

/** Whether the API says that it does not know who is calling. */
export function isUnauthenticated(error: unknown): boolean {
  return error instanceof ApiProblemError && error.status === 401;
}

function isRefusal(error: unknown): boolean {
  return error instanceof ApiProblemError && error.status < 500;
}

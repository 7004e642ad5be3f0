import { AlignApiError } from '@illumera/align-client';
import type { Meddling } from './reconciling-company.ts';

/** Align answers calls of these names with an error of its own. */
export function refusing(...names: string[]): Meddling {
  return (client) => ({
    call: async (name, ...parts) => {
      if (names.includes(name)) throw new AlignApiError('out of order', { status: 503, body: undefined });
      return client.call(name, ...parts);
    },
  });
}

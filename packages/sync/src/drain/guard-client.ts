import type { AlignClient } from '@illumera/align-client';

/** The worker's lease has run out, so it may send nothing more. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

/**
 * Lets calls out only while the lease holds, so that a worker that was frozen past its lease sends nothing when it goes on.
 * @param isHeld asked right before each call
 */
export function guardClient(client: AlignClient, isHeld: () => boolean): AlignClient {
  return {
    call: async (name, ...parts) => {
      if (!isHeld()) throw new LeaseLostError(`the lease ran out before ${name}`);
      return client.call(name, ...parts);
    },
  };
}

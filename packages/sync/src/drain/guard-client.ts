import type { AlignClient } from '@illumera/align-client';
import type { Standing } from './read-standing.ts';

/** The worker's lease has run out, so it may send nothing more. */
export class LeaseLostError extends Error {
  override readonly name = 'LeaseLostError';
}

/** The connection was disconnected or its key was refused meanwhile: the call has not been made. */
export class ConnectionEndedError extends Error {
  override readonly name = 'ConnectionEndedError';
}

/**
 * Lets calls out only while the lease holds and the connection is active, so that a worker that was frozen past its lease
 * sends nothing when it goes on, and nothing that has waited for its slot leaves after a disconnect.
 * @param stand asked right before each call
 */
export function guardClient(client: AlignClient, stand: () => Promise<Standing>): AlignClient {
  return {
    call: async (name, ...parts) => {
      const standing = await stand();
      if (standing === 'lost') throw new LeaseLostError(`the lease ran out before ${name}`);
      if (standing === 'ended') throw new ConnectionEndedError('the connection is not active any more');
      return client.call(name, ...parts);
    },
  };
}

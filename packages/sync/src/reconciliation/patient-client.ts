import { type AlignClient, AlignRateLimitError } from '@illumera/align-client';
import { SlotDeniedError } from '../budget/slot-denied-error.ts';
import { RunLostError, RunPutOffError } from './run.ts';

export interface PatientOptions {
  /** Fires when the process is to stop. */
  stopping: AbortSignal;
  /** Whether the run's lease still holds. */
  isHeld: () => boolean;
}

/** A client whose calls put the run off where the key rests or the process stops, and end it where it is lost. */
export function patientClient(client: AlignClient, { stopping, isHeld }: PatientOptions): AlignClient {
  return {
    call: async (name, ...parts) => {
      if (stopping.aborted) throw new RunPutOffError('the worker stops', 0);
      if (!isHeld()) throw new RunLostError();
      try {
        return await client.call(name, ...parts);
      } catch (error) {
        if (error instanceof SlotDeniedError) throw new RunPutOffError(error.message, error.retryInMs);
        if (error instanceof AlignRateLimitError) {
          throw new RunPutOffError(error.message, error.retryAfterSeconds * 1000);
        }
        throw error;
      }
    },
  };
}

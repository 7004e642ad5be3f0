import { AlignApiError } from '@illumera/align-client';

/**
 * Waits for a call and gives undefined where Align refused it with the status that the caller has its own answer to.
 * @throws whatever else the call throws
 */
export async function ifRefused<Answer>(status: number, call: Promise<Answer>): Promise<Answer | undefined> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof AlignApiError && error.status === status) return undefined;
    throw error;
  }
}

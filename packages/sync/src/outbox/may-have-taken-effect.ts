import type { CallRecord } from '@illumera/align-client';

/** Whether one of the calls may have changed something at Align, its answer known or not. */
export function mayHaveTakenEffect(calls: readonly CallRecord[]): boolean {
  return calls.some(({ method, status }) => method !== 'GET' && !isRefusal(status));
}

function isRefusal(status: number | undefined): boolean {
  return status !== undefined && status >= 400 && status < 500;
}

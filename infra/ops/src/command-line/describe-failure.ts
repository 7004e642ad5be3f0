import { SettingsError } from '@illumera/runtime';

/** Says in one line why a command could not be carried out; a refused connection has its reason in its cause alone. */
export function describeFailure(error: unknown): string {
  const messages = new Set(causesOf(error).map(messageOf));
  return [...messages]
    .filter((message) => message !== '')
    .join(': ')
    .replaceAll(/\s*\n\s*/g, '; ');
}

function causesOf(error: unknown): unknown[] {
  if (!(error instanceof Error)) return [error];
  return error.cause === undefined ? [error] : [error, ...causesOf(error.cause)];
}

/** An address with several hosts fails with one error for each, and no message of its own. */
function messageOf(error: unknown): string {
  if (error instanceof AggregateError && error.message === '') {
    return error.errors.map(messageOf).join(', ');
  }
  if (error instanceof SettingsError) return error.faults.join('; ');
  return error instanceof Error ? error.message : String(error);
}

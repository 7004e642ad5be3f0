import type { z } from 'zod';

/** Says in one line which options have values that they cannot have. */
export function describeMisuse(error: z.ZodError): string {
  return error.issues.map(({ path, message }) => `${flagOf(path)}: ${message}`).join('; ');
}

function flagOf(path: readonly PropertyKey[]): string {
  return `--${path.join('.').replaceAll(/[A-Z]/g, (capital) => `-${capital.toLowerCase()}`)}`;
}

import type { z } from 'zod';
import { SettingsError } from './settings-error.ts';

/**
 * Reads a process's settings from its environment. A variable that the schema does not name is ignored, an empty one is unset.
 * @throws SettingsError listing every missing or malformed variable, without its value.
 */
export function readSettings<Schema extends z.ZodType>(
  schema: Schema,
  env: Readonly<Record<string, string | undefined>>,
): z.output<Schema> {
  const given = Object.fromEntries(
    Object.entries(env).filter(([, value]) => value !== undefined && value !== ''),
  );
  const reading = schema.safeParse(given);
  if (reading.success) return reading.data;
  throw new SettingsError(reading.error.issues.map((issue) => describeFault(issue, given)));
}

function describeFault(issue: z.core.$ZodIssue, given: Record<string, unknown>): string {
  const [variable] = issue.path;
  if (variable === undefined) return issue.message;
  const name = String(variable);
  return name in given ? `${name} ${issue.message}` : `${name} is required`;
}

import type { Conflict, Invalid, NotFound } from '@illumera/sync';

/** The options that are named otherwise than the fields they fill. */
const flags: Readonly<Record<string, string>> = {
  tenantId: '--tenant',
  companyId: '--company',
  clerkUserId: '--clerk-user-id',
};

const descriptions = {
  invalid: ({ field, message }: Invalid) => `${flags[field] ?? `--${field}`} ${message}`,
  conflict: ({ reason }: Conflict) => reason,
  not_found: () => 'not found',
};

/** Says in one line why the domain refuses. */
export function describeRefusal(refusal: Invalid | Conflict | NotFound): string {
  const describe = descriptions[refusal.kind] as (refusal: Invalid | Conflict | NotFound) => string;
  return describe(refusal);
}

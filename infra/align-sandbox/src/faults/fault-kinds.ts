import type { FaultKind } from './fault.ts';
import type { FaultName } from './fault-terms.ts';
import { dropAfterCommit } from './kinds/drop-after-commit.ts';
import { echo } from './kinds/echo.ts';
import { error } from './kinds/error.ts';
import { hang } from './kinds/hang.ts';
import { html } from './kinds/html.ts';
import { idlessJson } from './kinds/idless-json.ts';
import { malformedJson } from './kinds/malformed-json.ts';
import { otherEntity } from './kinds/other-entity.ts';
import { reset } from './kinds/reset.ts';
import { slowDrip } from './kinds/slow-drip.ts';
import { storedError } from './kinds/stored-error.ts';

export const FAULT_KINDS = {
  'drop-after-commit': dropAfterCommit,
  reset,
  hang,
  'slow-drip': slowDrip,
  error,
  'stored-error': storedError,
  echo,
  html,
  'malformed-json': malformedJson,
  'idless-json': idlessJson,
  'other-entity': otherEntity,
} as const satisfies Record<FaultName, FaultKind>;

/** A kind without the narrowing of the table. */
export function faultKind(name: FaultName): FaultKind {
  return FAULT_KINDS[name];
}

/** Whether a call takes effect although this fault strikes. */
export function takesEffect({ kind, commits }: { kind: FaultName; commits: boolean }): boolean {
  const asked = faultKind(kind).commits;
  return asked === 'as asked' ? commits : asked;
}

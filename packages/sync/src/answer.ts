/** The verb did what was asked. */
export interface Done<Value> {
  kind: 'done';
  value: Value;
}

/** No such row, or none that this actor may know of. */
export interface NotFound {
  kind: 'not_found';
}

/** The row is in a state that does not allow it; `reason` tells what is possible. */
export interface Conflict {
  kind: 'conflict';
  reason: string;
}

/** A value that its type cannot exclude makes no sense. */
export interface Invalid {
  kind: 'invalid';
  field: string;
  message: string;
}

export const notFound: NotFound = { kind: 'not_found' };

export function done<Value>(value: Value): Done<Value> {
  return { kind: 'done', value };
}

export function conflict(reason: string): Conflict {
  return { kind: 'conflict', reason };
}

interface Reading {
  rows: readonly unknown[] | undefined;
  error: unknown;
  /** Whether a filter or an older page is chosen, so that no rows does not mean none exist. */
  narrowed: boolean;
}

export type TableState = 'loading' | 'unreadable' | 'none-yet' | 'none-match' | 'rows';

/** What a list shows: rows that were read once stay while a later reading fails. */
export function tableState({ rows, error, narrowed }: Reading): TableState {
  if (rows !== undefined && rows.length > 0) return 'rows';
  if (error !== null && error !== undefined) return 'unreadable';
  if (rows === undefined) return 'loading';
  return narrowed ? 'none-match' : 'none-yet';
}

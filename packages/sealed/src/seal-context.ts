/** The place a sealed value belongs to; it opens nowhere else. */
export interface SealContext {
  table: string;
  /** The row's id. */
  row: string;
  column: string;
}

/** The place as associated data; JSON keeps two places from having the same bytes. */
export function associatedData({ table, row, column }: SealContext): Buffer {
  return Buffer.from(JSON.stringify(['v1', table, row, column]));
}

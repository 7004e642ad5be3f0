const CURSOR = /^[A-Za-z0-9_-]{1,200}$/;
const POSITION = /^(-?\d{1,17}) (.+)$/s;

/** Where a page ended. */
export interface Position {
  /** The last row's time in microseconds since 1970, which Postgres keeps and a Date does not. */
  at: string;
  id: string;
}

/** Makes the opaque mark of where a page ended. */
export function encodeCursor({ at, id }: Position): string {
  return Buffer.from(`${at} ${id}`, 'utf8').toString('base64url');
}

/** Reads a mark back, or undefined where it is not one of ours. */
export function decodeCursor(cursor: string): Position | undefined {
  if (!CURSOR.test(cursor)) return undefined;
  const [, at, id] = POSITION.exec(Buffer.from(cursor, 'base64url').toString('utf8')) ?? [];
  if (at === undefined || id === undefined || id.includes('\0')) return undefined;
  return encodeCursor({ at, id }) === cursor ? { at, id } : undefined;
}

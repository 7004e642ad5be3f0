const CURSOR = /^[A-Za-z0-9_-]{1,200}$/;

/** Makes the opaque mark of where a page ended. */
export function encodeCursor(lastId: string): string {
  return Buffer.from(lastId, 'utf8').toString('base64url');
}

/** Reads a mark back, or undefined where it is not one of ours. */
export function decodeCursor(cursor: string): string | undefined {
  if (!CURSOR.test(cursor)) return undefined;
  const id = Buffer.from(cursor, 'base64url').toString('utf8');
  return encodeCursor(id) === cursor && !id.includes('\0') ? id : undefined;
}

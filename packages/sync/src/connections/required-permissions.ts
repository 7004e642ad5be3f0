/** What a key must be allowed for everything that is sent and asked (S1 "GET /me" shows how Align names permissions). */
const requiredPermissions = [
  'read:project',
  'write:project',
  'read:user',
  'write:user',
  'read:entry',
  'write:entry',
  'read:wiki',
  'write:wiki',
  'read:webhook',
  'write:webhook',
  'read:integration',
] as const;

/** Names what a key lacks; nothing where Align does not tell a key's permissions. */
export function missingPermissions(permissions: readonly string[]): string[] {
  if (permissions.length === 0) return [];
  return requiredPermissions.filter((permission) => !permissions.includes(permission));
}

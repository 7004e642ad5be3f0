/** What callers see of a connection: nothing of a secret but the key's last four characters. */
export const connectionColumns = [
  'id',
  'companyId',
  'status',
  'keyLastFour',
  'alignOrgId',
  'webhookUrl',
  'subscribedEvents',
  'refusedEvents',
  'missingPermissions',
  'importAlignEntries',
  'lastSyncAt',
  'lastErrorAt',
  'lastErrorMessage',
  'createdAt',
  'updatedAt',
] as const;

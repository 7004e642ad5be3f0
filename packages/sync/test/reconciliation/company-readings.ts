import type { Database } from '@illumera/schema';

/** What a test looks at in a company. */
export function companyReadings(
  database: Database,
  { tenantId, companyId, connectionId }: { tenantId: string; companyId: string; connectionId: string },
) {
  return {
    entries: () =>
      database
        .selectFrom('timeEntries')
        .select(['id', 'status', 'minutes', 'workDate', 'notes', 'source', 'deletedAt', 'rejectionReason'])
        .where('companyId', '=', companyId)
        .orderBy('id')
        .execute(),
    linkedEntries: () =>
      database
        .selectFrom('timeEntries')
        .innerJoin('alignEntityLinks', 'alignEntityLinks.externalId', 'timeEntries.id')
        .select(['timeEntries.id', 'alignEntityId as alignId', 'status', 'minutes', 'deletedAt'])
        .where('timeEntries.companyId', '=', companyId)
        .execute(),
    isSettled: async (localId: string) => {
      const row = await database
        .selectFrom('alignSyncOutbox')
        .select('id')
        .where('companyId', '=', companyId)
        .where('localId', '=', localId)
        .where('status', '<>', 'done')
        .executeTakeFirst();
      return row === undefined;
    },
    hasNothingToSend: async () => {
      const row = await database
        .selectFrom('alignSyncOutbox')
        .select('id')
        .where('companyId', '=', companyId)
        .where('status', '<>', 'done')
        .executeTakeFirst();
      return row === undefined;
    },
    alignIdOf: async (entryId: string) => {
      const { alignEntityId } = await database
        .selectFrom('alignEntityLinks')
        .select('alignEntityId')
        .where('companyId', '=', companyId)
        .where('externalType', '=', 'time_entry')
        .where('externalId', '=', entryId)
        .executeTakeFirstOrThrow();
      return alignEntityId;
    },
    readEntry: (id: string) =>
      database.selectFrom('timeEntries').selectAll().where('id', '=', id).executeTakeFirstOrThrow(),
    readRun: (id: string) =>
      database
        .selectFrom('alignReconciliationRuns')
        .selectAll()
        .where('id', '=', id)
        .executeTakeFirstOrThrow(),
    runs: () =>
      database
        .selectFrom('alignReconciliationRuns')
        .select(['id', 'slot', 'scope', 'state'])
        .where('companyId', '=', companyId)
        .orderBy('id')
        .execute(),
    readConnection: () =>
      database
        .selectFrom('alignConnections')
        .select(['status', 'lastErrorMessage'])
        .where('id', '=', connectionId)
        .executeTakeFirstOrThrow(),
    discrepancies: () =>
      database
        .selectFrom('alignReconciliationLog')
        .select(['field', 'externalId', 'illumeraValue', 'alignValue', 'severity', 'state', 'timesSeen'])
        .where('companyId', '=', companyId)
        .orderBy('id')
        .execute(),
    changes: () =>
      database
        .selectFrom('alignReconciliationChanges')
        .select(['externalId', 'before', 'after'])
        .where('tenantId', '=', tenantId)
        .orderBy('id')
        .execute(),
  };
}

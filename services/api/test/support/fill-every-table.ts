import type { Database } from '@illumera/schema';
import { v7 as uuid } from 'uuid';
import type { TenantWorld } from './build-world.ts';

/** Gives a tenant a row in each table that its world leaves empty. */
export async function fillEveryTable(database: Database, world: TenantWorld): Promise<void> {
  const { tenantId, connection } = world;
  const scope = { tenantId, companyId: world.company.id };
  const row = () => ({ id: uuid(), ...scope });
  await database
    .insertInto('invoices')
    .values({ ...row(), engagementId: world.engagement.id, amountCents: 100, currency: 'USD' })
    .execute();
  await database
    .insertInto('alignSyncOutbox')
    .values({ ...row(), entityType: 'project', localId: world.project.id, operation: 'upsert' })
    .execute();
  await database
    .insertInto('alignEntityLinks')
    .values({
      ...row(),
      alignOrgId: connection.alignOrgId,
      externalType: 'project',
      externalId: world.project.id,
      alignEntityType: 'project',
      alignEntityId: `proj_${uuid()}`,
    })
    .execute();
  await database
    .insertInto('alignDrainLeases')
    .values({ connectionId: connection.id, leasedUntil: new Date() })
    .execute();
  await database
    .insertInto('operatorActions')
    .values({ ...row(), actorId: 'operator', actorRole: 'platform_admin', action: 'x', subjectType: 'y' })
    .execute();
  await database
    .insertInto('alignMissedEvents')
    .values({ ...row(), connectionId: connection.id, reference: uuid(), cause: 'dead_letter' })
    .execute();
  const run = { ...row(), connectionId: connection.id, scope: 'time_entries', slot: 'now' } as const;
  await database.insertInto('alignReconciliationRuns').values(run).execute();
  await database
    .insertInto('alignReconciliationSteps')
    .values({ runId: run.id, tenantId, step: 'time_entries', counts: '{}', gaps: [] })
    .execute();
}

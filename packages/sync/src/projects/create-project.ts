import type { Database } from '@illumera/schema';
import { v7 as uuid } from 'uuid';
import { done, notFound } from '../answer.ts';
import { inTransaction } from '../in-transaction.ts';
import { enqueueIntent } from '../outbox/enqueue-intent.ts';
import type { Actor } from '../people/actor.ts';
import { companyScope } from '../people/company-scope.ts';
import { projectColumns } from './project-columns.ts';

export interface NewProject {
  companyId: string;
  name: string;
  description?: string | undefined;
}

/** Creates a draft project and records that Align is to have it (S1 "Sync Triggers"). */
export async function createProject(database: Database, actor: Actor, project: NewProject) {
  if ((await companyScope(database, actor, project.companyId)) === undefined) return notFound;
  const row = { id: uuid(), tenantId: actor.tenantId, ...project };
  return inTransaction(database, async (transaction) => {
    const created = await transaction
      .insertInto('projects')
      .values(row)
      .returning(projectColumns)
      .executeTakeFirstOrThrow();
    await enqueueIntent(transaction, {
      tenantId: row.tenantId,
      companyId: row.companyId,
      entityType: 'project',
      localId: row.id,
      operation: 'upsert',
    });
    return done(created);
  });
}

import type { Database } from '@illumera/schema';
import { v7 as uuid } from 'uuid';
import { notFound } from '../answer.ts';
import { inTransaction } from '../in-transaction.ts';
import type { Actor } from '../people/actor.ts';
import { lockProject } from '../projects/lock-project.ts';
import { readEngagement } from './read-engagement.ts';

export interface NewEngagement {
  projectId: string;
  personId: string;
}

/** Offers a talent of the tenant work on a project of the actor's company. Align learns of it when it is accepted. */
export async function createEngagement(database: Database, actor: Actor, offer: NewEngagement) {
  return inTransaction(database, async (transaction) => {
    const project = await lockProject(transaction, actor, offer.projectId);
    if (project === undefined || !(await isTalent(transaction, actor, offer.personId))) return notFound;
    const id = uuid();
    await transaction
      .insertInto('engagements')
      .values({ id, tenantId: project.tenantId, companyId: project.companyId, ...offer })
      .execute();
    return readEngagement(transaction, actor, id);
  });
}

async function isTalent(database: Database, actor: Actor, personId: string): Promise<boolean> {
  const person = await database
    .selectFrom('personProfiles')
    .innerJoin('users', 'users.id', 'personProfiles.userId')
    .select('personProfiles.id')
    .where('personProfiles.id', '=', personId)
    .where('personProfiles.tenantId', '=', actor.tenantId)
    .where('users.role', '=', 'talent')
    .executeTakeFirst();
  return person !== undefined;
}

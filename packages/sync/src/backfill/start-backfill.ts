import type { Database, ExternalType } from '@illumera/schema';
import { sql } from 'kysely';
import { v7 as uuid } from 'uuid';
import { type Conflict, conflict, type Done, done, type NotFound, notFound } from '../answer.ts';
import { recordAction } from '../audit/record-action.ts';
import { inTransaction } from '../in-transaction.ts';
import { addJob } from '../jobs/add-job.ts';
import { given } from '../listing/given.ts';
import type { Actor } from '../people/actor.ts';
import { companyScope } from '../people/company-scope.ts';
import { backfillColumns, type Planned, plannedOf } from './backfill-columns.ts';
import { closeBackfills } from './close-backfills.ts';
import { enqueueBackfill } from './enqueue-backfill.ts';
import { backfilledKinds, type PredatingEntity, predatingEntities } from './predating.ts';

export interface BackfillRequest {
  connectionId: string;
  /** Counts what would be queued and changes nothing. */
  dryRun?: boolean | undefined;
}

export interface StartedBackfill {
  /** How many entities of each kind it brings over. */
  planned: Planned;
  /** Absent where they were only counted. */
  backfillId?: string;
}

/**
 * Queues everything of the company that predates the connection, all of it or nothing. One backfill of a connection runs at
 * a time: asked again meanwhile, the running one is answered. Once it is over, another one queues what is missing by then,
 * which is nothing where all went well. The dry run counts by the very selection that is queued.
 */
export async function startBackfill(
  database: Database,
  actor: Actor,
  request: BackfillRequest,
): Promise<Done<StartedBackfill> | NotFound | Conflict> {
  const { connectionId, dryRun = false } = request;
  const connection = await findConnection(database, actor, connectionId);
  if (connection === undefined) return notFound;
  if (connection.status === 'disconnected') return conflict('this connection has been disconnected');
  if (dryRun) return done({ planned: countByKind(await selectAll(database, connection)) });
  return inTransaction(database, async (transaction) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`backfill:${connectionId}`}, 0))`.execute(
      transaction,
    );
    await closeBackfills(transaction, connectionId);
    const running = await findRunning(transaction, connectionId);
    if (running !== undefined) return done({ planned: plannedOf(running), backfillId: running.id });
    return done(await queue(transaction, actor, connection));
  });
}

type BackfilledConnection = NonNullable<Awaited<ReturnType<typeof findConnection>>>;

async function findConnection(database: Database, actor: Actor, connectionId: string) {
  const scope = await companyScope(database, actor, undefined);
  if (scope === undefined) return undefined;
  return database
    .selectFrom('alignConnections')
    .select(['id', 'tenantId', 'companyId', 'alignOrgId', 'status'])
    .where((where) => where.and(given(scope)))
    .where('id', '=', connectionId)
    .executeTakeFirst();
}

function findRunning(transaction: Database, connectionId: string) {
  return transaction
    .selectFrom('alignBackfills')
    .select(backfillColumns)
    .where('connectionId', '=', connectionId)
    .where('finishedAt', 'is', null)
    .executeTakeFirst();
}

type EntitiesByKind = Record<ExternalType, PredatingEntity[]>;

async function selectAll(database: Database, connection: BackfilledConnection): Promise<EntitiesByKind> {
  const found: Partial<EntitiesByKind> = {};
  for (const kind of backfilledKinds) {
    const { rows } = await predatingEntities(kind, connection).execute(database);
    found[kind] = rows;
  }
  return found as EntitiesByKind;
}

function countByKind(entities: EntitiesByKind): Planned {
  const counts = backfilledKinds.map((kind) => [kind, entities[kind].length]);
  return Object.fromEntries(counts) as Planned;
}

async function queue(transaction: Database, actor: Actor, connection: BackfilledConnection) {
  const { id: connectionId, tenantId, companyId } = connection;
  const entities = await selectAll(transaction, connection);
  const planned = countByKind(entities);
  const backfill = { id: uuid(), tenantId, companyId, connectionId, requestedBy: actor.userId };
  await transaction
    .insertInto('alignBackfills')
    .values({
      ...backfill,
      plannedProjects: planned.project,
      plannedUsers: planned.user,
      plannedProjectMembers: planned.project_member,
      plannedTimeEntries: planned.time_entry,
      plannedWikiPages: planned.wiki_page,
    })
    .execute();
  for (const kind of backfilledKinds) {
    await enqueueBackfill(transaction, { tenantId, companyId, backfillId: backfill.id }, entities[kind]);
  }
  await addJob(transaction, 'drain', { connectionId });
  await closeBackfills(transaction, connectionId);
  await recordAction(transaction, actor, {
    action: 'connection.backfill',
    subjectType: 'connection',
    subjectId: connectionId,
    companyId,
    detail: { backfillId: backfill.id, planned },
  });
  return { planned, backfillId: backfill.id };
}

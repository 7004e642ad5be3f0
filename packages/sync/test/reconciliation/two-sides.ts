import type { AlignClient } from '@illumera/align-client';
import type { Database, TimeEntryStatus } from '@illumera/schema';
import {
  createCompany,
  createConnection,
  createEngagement,
  createPerson,
  createProject,
  createTenant,
} from '@illumera/testkit';
import { v7 as uuid } from 'uuid';
import { writeLink } from '../../src/index.ts';
import { type StagedRow, stageRows } from '../../src/reconciliation/stage-rows.ts';
import { startRuns } from '../../src/reconciliation/start-runs.ts';
import type { StepContext } from '../../src/reconciliation/step.ts';
import { takeRun } from '../../src/reconciliation/take-run.ts';
import { compareEntries } from '../../src/reconciliation/time-entries/compare-entries.ts';
import { type Suspicion, suspectsOf } from '../../src/reconciliation/time-entries/suspects.ts';
import { asWorker } from '../support/as-worker.ts';
import { noteEvent } from './note-event.ts';

/** The same names at Align in every company; each is in an organization of its own. */
export const PLACES = { projects: ['p_0', 'p_1'], users: ['u_0', 'u_1'] } as const;
const WORK_DATE = '2026-03-02';

/**
 * A company with two projects and two people, each engaged on the project of the same number, in an organization of Align's
 * that answers for its integration links what `links` says, by our entries' ids, and nothing else.
 */
export async function twoSides(database: Database) {
  const { id: tenantId } = await createTenant(database);
  const { id: companyId } = await createCompany(database, { tenantId });
  const parent = { tenantId, companyId };
  const scope = { ...parent, alignOrgId: `org_${companyId}` };
  const { alignOrgId } = scope;
  const connection = await createConnection(database, { ...parent, alignOrgId, encryptedApiKey: 'sealed' });
  /** What stands for each id wherever it turns up. */
  const names = new Map<string, string>();
  const linkTo = (
    externalType: 'project' | 'user' | 'time_entry',
    externalId: string,
    alignEntityId: string,
  ) => writeLink(database, scope, { externalType, externalId, alignEntityType: externalType, alignEntityId });
  const places: { projectId: string; personId: string; engagementId: string }[] = [];
  for (const [index, alignProjectId] of PLACES.projects.entries()) {
    const { user, profile } = await createPerson(database, { tenantId });
    const project = await createProject(database, parent);
    const work = { projectId: project.id, personId: profile.id };
    const engagement = await createEngagement(database, { ...parent, ...work });
    await linkTo('project', project.id, alignProjectId);
    await linkTo('user', user.id, PLACES.users[index] ?? '');
    places.push({ ...work, engagementId: engagement.id });
    for (const [name, id] of Object.entries({ project, engagement, person: profile }))
      names.set(id.id, `${name} ${index}`);
  }
  const links = new Map<string, string>();

  const insertEntry = async (
    name: string,
    entry: { status: TimeEntryStatus; place: number; workDate?: string },
  ) => {
    const place = places[entry.place];
    if (place === undefined) throw new Error('there is no such place');
    const id = uuid();
    names.set(id, name);
    const { status, workDate = WORK_DATE } = entry;
    const content = { workDate, minutes: 60, notes: name, status };
    await database
      .insertInto('timeEntries')
      .values({ id, ...parent, ...place, ...content })
      .execute();
    return id;
  };

  const note = (eventName: string, delivery: { alignId: string; isWaiting?: boolean }) =>
    noteEvent(database, {
      ...parent,
      connectionId: connection.id,
      eventName,
      occurredAt: new Date(0),
      ...delivery,
    });

  /** A run that has read these rows and compared them. */
  const compare = async (rows: readonly StagedRow[], fetchedAt: Date): Promise<StepContext> => {
    const connections = [{ ...parent, id: connection.id }];
    const [runId = ''] = await startRuns(database, { connections, scope: 'time_entries', slot: uuid() });
    const worker = asWorker(database, tenantId);
    const taken = await takeRun(worker, runId);
    if (taken.kind !== 'taken') throw new Error(`the run is ${taken.kind}`);
    const { run } = taken;
    await stageRows(worker, run, { kind: 'time_entry', part: 'all', rows, fetchedAt });
    const context = { database: worker, run, align: answering(links), costToleranceCents: 100 };
    await compareEntries(context, watched);
    return context;
  };
  const watched = places.map(({ projectId }, index) => ({
    id: projectId,
    alignId: PLACES.projects[index] ?? '',
    from: '2000-01-01',
  }));

  /** Everything that a run may leave behind, without ids and times of its own. */
  const end = async () => {
    const entries = await database
      .selectFrom('timeEntries')
      .leftJoin('alignEntityLinks as link', (join) =>
        join.onRef('link.externalId', '=', 'timeEntries.id').on('link.companyId', '=', companyId),
      )
      .selectAll('timeEntries')
      .select(['link.alignEntityId as alignId', 'link.alignEntityType', 'link.lastSent'])
      .where('timeEntries.companyId', '=', companyId)
      .execute();
    for (const { id, source, alignId } of entries)
      if (source === 'align') names.set(id, `ours of ${alignId}`);
    const changes = await database
      .selectFrom('alignReconciliationChanges')
      .select(['externalType', 'externalId', 'before', 'after'])
      .where('tenantId', '=', tenantId)
      .execute();
    const discrepancies = await database
      .selectFrom('alignReconciliationLog')
      .select(['field', 'projectId', 'externalType', 'externalId', 'illumeraValue', 'alignValue'])
      .select(['severity', 'state', 'timesSeen'])
      .where('companyId', '=', companyId)
      .execute();
    const intents = await database
      .selectFrom('alignSyncOutbox')
      .select(['entityType', 'localId', 'operation', 'status', 'waitingForId', 'error'])
      .where('companyId', '=', companyId)
      .execute();
    const deliveries = await database
      .selectFrom('alignWebhookDeliveries')
      .select(['eventName', 'entityId', 'status', 'waitingForAlignId', 'error'])
      .where('companyId', '=', companyId)
      .execute();
    const kept = entries.map((entry) => ({
      ...entry,
      tenantId: '',
      companyId: '',
      createdAt: '',
      updatedAt: '',
      deletedAt: entry.deletedAt !== null,
      // Of a deletion it is the time of the run itself.
      alignOccurredAt: entry.deletedAt === null ? entry.alignOccurredAt : entry.alignOccurredAt !== null,
    }));
    return {
      entries: named(kept, names),
      changes: named(changes, names),
      discrepancies: named(discrepancies, names),
      intents: named(intents, names),
      deliveries: named(deliveries, names),
    };
  };

  return { ...parent, links, linkTo, insertEntry, noteEvent: note, compare, watched, end };
}

export type TwoSides = Awaited<ReturnType<typeof twoSides>>;

/** In an order that the ids have no part in. */
function named(rows: readonly object[], names: ReadonlyMap<string, string>): unknown[] {
  const byName = rows.map((row) => {
    let text = JSON.stringify(row);
    for (const [id, name] of names) text = text.replaceAll(id, name);
    return text;
  });
  return byName.toSorted().map((text) => JSON.parse(text) as unknown);
}

function answering(links: ReadonlyMap<string, string>): AlignClient {
  return {
    call: (name, ...parts) => {
      if (name !== 'listIntegrationLinks') throw new Error(`${name} is not answered here`);
      const { query } = parts[0] as unknown as { query: { externalId: string } };
      const alignEntityId = links.get(query.externalId);
      const data = alignEntityId === undefined ? [] : [{ externalId: query.externalId, alignEntityId }];
      return Promise.resolve({ data, page: 1, pageSize: 100, total: data.length } as never);
    },
  };
}

/** All suspects of a kind, as one batch. */
export async function suspectsIn({ database, run }: StepContext, suspicion: Suspicion) {
  const found = [];
  for await (const page of suspectsOf(database, run, suspicion)) found.push(...page);
  return found;
}

import { AlignApiError } from '@illumera/align-client';
import type { ExternalType } from '@illumera/schema';
import { sql } from 'kysely';
import type { LinkedProject } from '../find-linked-projects.ts';
import { type Gap, gapFrom } from '../gap.ts';
import { membersOf } from '../people/read-members.ts';
import type { Part } from '../part.ts';
import { readPart } from '../read-part.ts';
import { readingGap } from '../reading-gap.ts';
import type { StepContext } from '../step.ts';
import { EARLIEST_WORK_DATE } from '../time-entries/date-range.ts';
import { readDay, readEntries } from '../time-entries/read-entries.ts';
import { wikiPagesOf } from '../wiki-pages/read-wiki-pages.ts';

/** An entity of Align's that a link of Align's points to. */
export interface PointedAt {
  externalType: ExternalType;
  externalId: string;
  alignId: string;
  /** The project that it is in, if it is in one. */
  project: LinkedProject | undefined;
}

export type Presence = 'there' | 'not_there' | { gap: string };

type Look = (context: StepContext, entity: PointedAt) => Promise<Presence>;

const looks = {
  project: ({ align }, { alignId, externalId }) =>
    unless404(align.call('getTimeSummary', { params: { projectId: alignId } }), `project ${externalId}`),
  user: ({ align }, { alignId, externalId }) =>
    unless404(align.call('getUser', { params: { userId: alignId } }), `user ${externalId}`),
  project_member: inProject((context, { project, alignId }) =>
    isListed(context, membersOf(context, project), sql`data ->> 'membershipId' = ${alignId}`),
  ),
  wiki_page: inProject((context, { project, alignId }) =>
    isListed(context, wikiPagesOf(context, project), sql`remote_id = ${alignId}`),
  ),
  time_entry: inProject(isEntryListed),
} satisfies Record<ExternalType, Look>;

/** Looks whether Align has an entity; a time entry is then in the run, with what Align says of it. */
export function entityIsThere(context: StepContext, entity: PointedAt): Promise<Presence> {
  return looks[entity.externalType](context, entity);
}

type InProject = PointedAt & { project: LinkedProject };

/** What is in no project of ours cannot be looked for. */
function inProject(look: (context: StepContext, entity: InProject) => Promise<Presence>): Look {
  return async (context, entity) =>
    entity.project === undefined ? 'not_there' : look(context, { ...entity, project: entity.project });
}

async function unless404(call: Promise<unknown>, what: string): Promise<Presence> {
  try {
    await call;
    return 'there';
  } catch (error) {
    if (error instanceof AlignApiError && error.status === 404) return 'not_there';
    return { gap: gapFrom(error, what).reason };
  }
}

async function isListed<Item>(
  context: StepContext,
  part: Part<Item>,
  isIt: ReturnType<typeof sql>,
): Promise<Presence> {
  const gap = readingGap(await readPart(context, part), part.what);
  if (gap !== undefined) return { gap };
  return (await isStaged(context, { kind: part.kind, isIt })) ? 'there' : 'not_there';
}

/** Looks on the day that the entry has here, and through the whole project where it is not there. */
async function isEntryListed(
  context: StepContext,
  { externalId, project, alignId }: InProject,
): Promise<Presence> {
  const listed = { projectId: project.id, alignProjectId: project.alignId, purpose: 'link' } as const;
  const entry = await context.database
    .selectFrom('timeEntries')
    .select('workDate')
    .where('id', '=', externalId)
    .executeTakeFirst();
  const readings = [
    () => (entry === undefined ? undefined : readDay(context, listed, entry.workDate)),
    () => readEntries(context, listed, EARLIEST_WORK_DATE),
  ];
  let gap: Gap | undefined;
  for (const read of readings) {
    gap = await read();
    const isIt = sql`remote_id = ${alignId}`;
    if (await isStaged(context, { kind: 'time_entry', isIt })) return 'there';
  }
  return gap === undefined ? 'not_there' : { gap: gap.reason };
}

async function isStaged(
  { database, run }: StepContext,
  { kind, isIt }: { kind: string; isIt: ReturnType<typeof sql> },
): Promise<boolean> {
  const { rows } = await sql`
    select from align_reconciliation_rows where run_id = ${run.id} and kind = ${kind} and ${isIt} limit 1
  `.execute(database);
  return rows.length > 0;
}

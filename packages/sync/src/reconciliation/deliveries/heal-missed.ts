import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { reconcileLinks } from '../links/reconcile-links.ts';
import { reconcileMembers } from '../people/reconcile-members.ts';
import { reconcileUsers } from '../people/reconcile-users.ts';
import type { Step, StepContext } from '../step.ts';
import { reconcileTimeEntries } from '../time-entries/reconcile-time-entries.ts';
import { reconcileWikiPages } from '../wiki-pages/reconcile-wiki-pages.ts';
import { familyOf, type MissedFamily } from './missed-families.ts';

const stepsOfFamily = {
  time_entries: { time_entries: reconcileTimeEntries },
  directory: {
    users: reconcileUsers,
    members: reconcileMembers,
    wiki_pages: reconcileWikiPages,
    links: reconcileLinks,
  },
} satisfies Record<MissedFamily, Record<string, Step>>;

const families = ['time_entries', 'directory'] as const satisfies readonly MissedFamily[];

interface Unhealed {
  id: string;
  eventName: string | null;
}

/** Makes up for what did not come by reading how the entities of such events stand at Align, as a sweep does. */
export const healMissed: Step = async (context) => {
  const unhealed = await findUnhealed(context);
  const gaps: string[] = [];
  const read: MissedFamily[] = [];
  const counts: Record<string, number> = {};
  for (const family of families) {
    if (!unhealed.some((event) => familiesOf(event).includes(family))) continue;
    const seenBefore = gaps.length;
    for (const [name, step] of Object.entries<Step>(stepsOfFamily[family])) {
      const outcome = await step(context);
      gaps.push(...outcome.gaps);
      for (const [key, count] of Object.entries(outcome.counts)) counts[`${name}_${key}`] = count;
    }
    if (gaps.length === seenBefore) read.push(family);
  }
  const healed = unhealed.filter((event) => familiesOf(event).every((family) => read.includes(family)));
  await markHealed(
    context.database,
    healed.map(({ id }) => id),
  );
  return { counts: { ...counts, healed: healed.length }, gaps };
};

/** Where nobody knows which events there were, it may have been any. */
function familiesOf({ eventName }: Unhealed): readonly MissedFamily[] {
  if (eventName === null) return families;
  const family = familyOf(eventName);
  return family === undefined ? [] : [family];
}

function findUnhealed({ database, run }: StepContext): Promise<Unhealed[]> {
  return database
    .selectFrom('alignMissedEvents')
    .select(['id', 'eventName'])
    .where('connectionId', '=', run.connectionId)
    .where('healedAt', 'is', null)
    .execute();
}

async function markHealed(database: Database, ids: readonly string[]): Promise<void> {
  await sql`update align_missed_events set healed_at = now() where id = any(${ids})`.execute(database);
}

import type { Database } from '@illumera/schema';
import type { RunningAlign } from '../../programs/start-align.ts';
import type { Gate } from '../../report/row-result.ts';

type Entity = Awaited<ReturnType<RunningAlign['entities']>>[number];

/** Everything of ours stands at the stand-in, once, as it stands here. */
export async function sameState(database: Database, entities: readonly Entity[]): Promise<Gate> {
  const there = new Map(entities.map((entity) => [`${entity.type}/${entity.externalId}`, entity]));
  const users = await database.selectFrom('users').select(['id', 'name', 'email']).execute();
  const engagements = await database.selectFrom('engagements').select('id').execute();
  const entries = await database
    .selectFrom('timeEntries')
    .select(['id', 'minutes', 'notes', 'workDate'])
    .execute();
  const expected = [
    ...users.map(({ id, name, email }) => ({ place: `user/${id}`, fields: { name, email } })),
    ...engagements.map(({ id }) => ({ place: `project_member/${id}`, fields: {} })),
    ...entries.map(({ id, minutes, notes, workDate }) => ({
      place: `time_entry/${id}`,
      fields: { minutes, description: notes, workDate },
    })),
  ];
  const wrong = expected.filter(({ place, fields }) => !stands(there.get(place), fields));
  return {
    name: "the stand-in's final state equals ours",
    passed: wrong.length === 0,
    detail: `${expected.length - wrong.length} of ${expected.length} the same`,
  };
}

function stands(entity: Entity | undefined, fields: Record<string, unknown>): boolean {
  if (entity?.creates !== 1) return false;
  return Object.entries(fields).every(([name, value]) => entity.fields[name] === value);
}

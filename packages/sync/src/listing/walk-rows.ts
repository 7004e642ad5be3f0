import type { DB } from '@illumera/schema';
import { type RawBuilder, sql } from 'kysely';
import type { Position } from './cursor.ts';
import type { List } from './list.ts';
import { having } from './owned-by.ts';

interface Stretch {
  /** Where the page before ended. */
  after: Position | undefined;
  limit: number;
}

/** The newest rows of a list after a position, with the position of each. */
export function walkRows<Tables extends keyof DB, Row>(
  { query, table, time, of, among = {}, period = {} }: List<Tables, Row>,
  { after, limit }: Stretch,
) {
  const at = sql.ref<Date>(`${table}.${time}`);
  const id = sql.ref<string>(`${table}.id`);
  const newest = (key: RawBuilder<unknown>[]) =>
    sql`order by ${sql.join(key.map((column) => sql`${column} desc`))} limit ${limit}`;
  const owned = query
    .select([at.as('orderedAt'), id.as('orderedId')])
    .where(of)
    .where(upTo([at, id], { after, to: period.to }))
    .where(sql<boolean>`${at} >= coalesce(${period.from ?? null}::timestamptz, '-infinity')`);
  const walks = combine(among).map((values) => {
    const walk = values.reduce(
      (rows, [column, value]) => rows.where(having(`${table}.${column}`, value)),
      owned,
    );
    return sql`(${walk} ${newest([at, id])})`;
  });
  return sql<Row & { orderedAt: string; orderedId: string }>`
    select page.*, (extract(epoch from ordered_at) * 1000000)::bigint::text as ordered_at
    from (${sql.join(walks, sql` union all `)}) as page
    ${newest([sql.ref('page.orderedAt'), sql.ref('page.orderedId')])}
  `;
}

/** That a row comes after a position and before the end of a period, in one bound: an index starts from one only. */
function upTo(
  [at, id]: [at: RawBuilder<Date>, id: RawBuilder<string>],
  { after, to }: { after: Position | undefined; to: string | undefined },
): RawBuilder<boolean> {
  const end = sql`coalesce(${to ?? null}::timestamptz, 'infinity')`;
  if (after === undefined) return sql`${at} < ${end}`;
  const last = sql`(timestamptz 'epoch' + ${after.at}::float8 * interval '1 microsecond')`;
  return sql`(${at}, ${id}) < (least(${last}, ${end}), case when ${last} < ${end} then ${after.id} else '' end)`;
}

/** Every combination of one value for each column. */
function combine(
  among: Readonly<Record<string, string | readonly string[]>>,
): [column: string, value: string][][] {
  return Object.entries(among).reduce<[string, string][][]>(
    (combinations, [column, values]) =>
      combinations.flatMap((combination) =>
        [values].flat().map((value): [string, string][] => [...combination, [column, value]]),
      ),
    [[]],
  );
}

import { type Expression, type SqlBool, sql } from 'kysely';
import type { Period } from './period.ts';

/** The condition that a timestamp column lies in a period; an open end does not limit. */
export function within(column: string, period: Period): Expression<SqlBool> {
  const { from = null, to = null } = period;
  return sql<boolean>`
    ${sql.ref(column)} >= coalesce(${from}::timestamptz, '-infinity')
    and ${sql.ref(column)} < coalesce(${to}::timestamptz, 'infinity')
  `;
}

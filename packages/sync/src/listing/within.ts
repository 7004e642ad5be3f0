import { type Expression, type SqlBool, sql } from 'kysely';

export interface Period {
  /** Inclusive, ISO 8601. */
  from?: string | undefined;
  /** Exclusive, ISO 8601. */
  to?: string | undefined;
}

/** The condition that a timestamp column lies in a period; an open end does not limit. */
export function within(column: string, period: Period): Expression<SqlBool> {
  const { from = null, to = null } = period;
  return sql<boolean>`
    ${sql.ref(column)} >= coalesce(${from}::timestamptz, '-infinity')
    and ${sql.ref(column)} < coalesce(${to}::timestamptz, 'infinity')
  `;
}

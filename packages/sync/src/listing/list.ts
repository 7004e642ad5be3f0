import type { DB } from '@illumera/schema';
import type { RawBuilder, SelectQueryBuilder } from 'kysely';
import type { Period } from './period.ts';

/** A list as its index has it: whose rows, what they are filtered by, and their time and id. */
export interface List<Tables extends keyof DB, Row> {
  /**
   * The rows' columns. It names no tenant, company or other owner: what `of` says is all that Postgres may choose an index
   * by, or it may choose one that passes over everybody else's rows.
   */
  query: SelectQueryBuilder<DB, Tables, Row>;
  table: Tables & string;
  /** The column that orders it, before the id does. */
  time: string;
  /** Whose rows, by what the index begins with. */
  of: RawBuilder<boolean>;
  /**
   * The columns that the index has between that and the time, each with the value asked for or all that it may have. Every
   * combination is walked by itself and merged, so that none is sorted or passed over.
   */
  among?: Readonly<Record<string, string | readonly string[]>>;
  period?: Period;
}

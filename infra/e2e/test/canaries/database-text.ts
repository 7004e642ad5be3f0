import type { Database } from '@illumera/schema';
import { sql } from 'kysely';

/** Everything that is written in a database, every column of every row, bytes in hexadecimal digits. */
export async function databaseText(database: Database): Promise<string> {
  const { rows: tables } = await sql<{ schema: string; name: string }>`
    select table_schema as schema, table_name as name from information_schema.tables
    where table_type = 'BASE TABLE' and table_schema not in ('pg_catalog', 'information_schema')
    order by 1, 2
  `.execute(database);
  const texts: string[] = [];
  for (const { schema, name } of tables) {
    const { rows } = await sql<{ entire: string }>`
      select entire::text from ${sql.id(schema, name)} as entire
    `.execute(database);
    texts.push(`${schema}.${name}`, ...rows.map(({ entire }) => entire));
  }
  return texts.join('\n');
}

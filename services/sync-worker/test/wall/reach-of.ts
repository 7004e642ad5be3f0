import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import type { FilledTenant } from './fill-tenant.ts';

export type Right = 'select' | 'insert' | 'update' | 'delete';

export interface WalledTable {
  name: string;
  /** Tells whose a row is. */
  column: 'tenant_id' | 'connection_id' | 'id';
  /** What the worker may do with some of it. */
  rights: Right[];
  insertable: string[];
  /** A column that it may write as it has read it. */
  updatable: string | null;
}

/** Every table that names a tenant, or a connection, in whatever migration it was made, and the tenants themselves. */
export async function walledTables(database: Database): Promise<WalledTable[]> {
  const { rows } = await sql<WalledTable>`
    with walled as (
      select table_name::text as name, max(column_name::text) as column
      from information_schema.columns
      where table_schema = 'public' and column_name in ('tenant_id', 'connection_id')
        and table_name in (select tablename from pg_tables)
      group by table_name
      union all select 'tenants', 'id'
    ), columns as (
      select relname::text as name, attname::text as column, attgenerated <> '' or attidentity <> '' as is_made,
        array(
          select kind from unnest(array['select', 'insert', 'update']) kind
          where has_column_privilege('illumera_worker', pg_class.oid, attnum, kind)
        ) as rights
      from pg_class join pg_attribute on attrelid = pg_class.oid
      where relnamespace = 'public'::regnamespace and attnum > 0 and not attisdropped
    )
    select walled.*, array(
        select kind from unnest(array['select', 'insert', 'update', 'delete']) kind
        where case kind when 'delete' then has_table_privilege('illumera_worker', walled.name, kind)
          else has_any_column_privilege('illumera_worker', walled.name, kind) end
      ) as rights, array(
        select columns.column from columns
        where columns.name = walled.name and not is_made and 'insert' = any(columns.rights)
      ) as insertable, (
        select min(columns.column) from columns
        where columns.name = walled.name and columns.rights @> array['select', 'update']
      ) as updatable
    from walled order by walled.name
  `.execute(database);
  return rows;
}

export interface Reach {
  faults: string[];
}

interface Tenants {
  home: FilledTenant;
  abroad: FilledTenant;
}

/** What the worker, at work for a tenant, can do in a table that it should not, or cannot do that it should. */
export async function reachOf(transaction: Database, table: WalledTable, tenants: Tenants): Promise<Reach> {
  const { home, abroad } = tenants;
  const faults: string[] = [];
  const own = await countOf(transaction, table, home);
  for (const right of table.rights) {
    if (right === 'insert') {
      if ((await insertCopy(transaction, table, { of: home, as: home })) !== 'taken')
        faults.push('refuses an own row');
      if ((await insertCopy(transaction, table, { of: abroad, as: home })) === 'taken')
        faults.push('takes a foreign row');
      continue;
    }
    if ((await touch(transaction, table, { right, as: home })) !== own)
      faults.push(`${right}: not just its own rows`);
    if ((await touch(transaction, table, { right, as: undefined })) !== 0)
      faults.push(`${right}: rows without a tenant`);
  }
  return { faults };
}

const ownerOf = ({ column }: WalledTable, tenant: FilledTenant) =>
  column === 'connection_id' ? tenant.connection.id : tenant.tenantId;

async function countOf(transaction: Database, table: WalledTable, tenant: FilledTenant): Promise<number> {
  const { rows } = await sql`
    select 1 from ${sql.table(table.name)} where ${sql.ref(table.column)} = ${ownerOf(table, tenant)}
  `.execute(transaction);
  return rows.length;
}

/** Runs the work as the worker does for a tenant, and takes back what it did. */
async function acting<Result>(
  transaction: Database,
  tenant: FilledTenant | undefined,
  work: () => Promise<Result>,
): Promise<Result> {
  await sql`savepoint acting`.execute(transaction);
  try {
    await sql`
      select set_config('role', 'illumera_worker', true), set_config('app.tenant_id', ${tenant?.tenantId ?? ''}, true)
    `.execute(transaction);
    return await work();
  } finally {
    await sql`rollback to savepoint acting`.execute(transaction);
  }
}

/** How many rows it sees, changes or deletes if it names none. */
function touch(
  transaction: Database,
  { name, column, updatable }: WalledTable,
  { right, as }: { right: Exclude<Right, 'insert'>; as: FilledTenant | undefined },
): Promise<number> {
  const changed = sql.ref(updatable ?? column);
  const statements = {
    select: sql`select ${sql.ref(column)} from ${sql.table(name)}`,
    update: sql`update ${sql.table(name)} set ${changed} = ${changed}`,
    delete: sql`delete from ${sql.table(name)}`,
  };
  return acting(transaction, as, async () => {
    const { rows, numAffectedRows } = await statements[right].execute(transaction);
    return Number(numAffectedRows ?? rows.length);
  });
}

const ROW_REFUSED = '42501';

/** Whether a copy of a row gets as far as the table's own constraints, which come after the wall. */
async function insertCopy(
  transaction: Database,
  table: WalledTable,
  { of, as }: { of: FilledTenant; as: FilledTenant },
): Promise<'taken' | 'refused'> {
  const { rows } = await sql<{ copy: string }>`
    select row_to_json(entire)::text as copy from ${sql.table(table.name)} entire
    where ${sql.ref(table.column)} = ${ownerOf(table, of)} limit 1
  `.execute(transaction);
  const columns = sql.join(table.insertable.map((each) => sql.ref(each)));
  return acting(transaction, as, async () => {
    try {
      await sql`
        insert into ${sql.table(table.name)} (${columns})
        select ${columns} from json_populate_record(null::${sql.table(table.name)}, ${rows[0]?.copy}::json)
      `.execute(transaction);
      return 'taken';
    } catch (error) {
      return error instanceof Error && 'code' in error && error.code === ROW_REFUSED ? 'refused' : 'taken';
    }
  });
}

import { CamelCasePlugin, Kysely, PostgresDialect } from 'kysely';
import { type Database, poolOf } from '../create-database.ts';
import type { DB } from '../refined.ts';
import type { DatabaseScope } from './database-scope.ts';
import { scopedDriver } from './scoped-driver.ts';

/**
 * The same database and pool under a service's role and for one tenant's rows, whatever the login may do. Cheap enough to be
 * made for each request; it need not be closed.
 * @throws Error on a database that `createDatabase` has not made
 */
export function actAs(database: Database, scope: DatabaseScope): Database {
  const pool = poolOf(database);
  const dialect = new PostgresDialect({ pool });
  return new Kysely<DB>({
    dialect: {
      createAdapter: () => dialect.createAdapter(),
      createDriver: () => scopedDriver(pool, scope),
      createIntrospector: (any) => dialect.createIntrospector(any),
      createQueryCompiler: () => dialect.createQueryCompiler(),
    },
    plugins: [new CamelCasePlugin({ maintainNestedObjectKeys: true })],
  });
}

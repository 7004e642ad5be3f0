import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  PostgresDriver,
  type PostgresPool,
} from 'kysely';
import { escapeLiteral } from 'pg';
import type { DatabaseScope } from './database-scope.ts';

/** A connection that tells whether it is inside a transaction, which has its role and tenant already. */
interface ScopedConnection extends DatabaseConnection {
  inner: DatabaseConnection;
  isOpen: boolean;
}

/**
 * A driver whose every statement runs inside a transaction that begins with `set local role` and the tenant. Both end with
 * the transaction, so that a connection brings nothing of one scope into the next, behind a transaction pooler as well.
 */
export function scopedDriver(pool: PostgresPool, scope: DatabaseScope): Driver {
  const driver: Required<Driver> = new PostgresDriver({ pool });
  const settings = settingsOf(scope);
  return {
    init: () => driver.init(),
    acquireConnection: async () => scopeConnection(driver, await driver.acquireConnection(), settings),
    beginTransaction: async (connection, transactionSettings) => {
      const inner = innerOf(connection);
      await driver.beginTransaction(inner, transactionSettings);
      await orRollBack(driver, inner, () => inner.executeQuery(CompiledQuery.raw(settings)));
      (connection as ScopedConnection).isOpen = true;
    },
    commitTransaction: (connection) => driver.commitTransaction(close(connection)),
    rollbackTransaction: (connection) => driver.rollbackTransaction(close(connection)),
    savepoint: (connection, ...rest) => driver.savepoint(innerOf(connection), ...rest),
    rollbackToSavepoint: (connection, ...rest) => driver.rollbackToSavepoint(innerOf(connection), ...rest),
    releaseSavepoint: (connection, ...rest) => driver.releaseSavepoint(innerOf(connection), ...rest),
    releaseConnection: (connection) => driver.releaseConnection(innerOf(connection)),
    // The pool is closed by whoever opened it.
    destroy: async () => undefined,
  };
}

function innerOf(connection: DatabaseConnection): DatabaseConnection {
  return (connection as ScopedConnection).inner;
}

/** From here on the connection is outside a transaction. */
function close(connection: DatabaseConnection): DatabaseConnection {
  (connection as ScopedConnection).isOpen = false;
  return innerOf(connection);
}

function settingsOf({ role, tenantId = '' }: DatabaseScope): string {
  return `set local role ${role}; select set_config('app.tenant_id', ${escapeLiteral(tenantId)}, true)`;
}

function scopeConnection(driver: Driver, inner: DatabaseConnection, settings: string): ScopedConnection {
  const connection: ScopedConnection = {
    inner,
    isOpen: false,
    executeQuery: async <Row>(query: CompiledQuery) => {
      if (connection.isOpen) return inner.executeQuery<Row>(query);
      return orRollBack(driver, inner, async () => {
        await inner.executeQuery(CompiledQuery.raw(`begin; ${settings}`));
        const result = await inner.executeQuery<Row>(query);
        await driver.commitTransaction(inner);
        return result;
      });
    },
    streamQuery: () => {
      throw new Error('a scoped database does not stream');
    },
  };
  return connection;
}

/** A connection that cannot even roll back is discarded by the driver. */
async function orRollBack<Result>(
  driver: Driver,
  inner: DatabaseConnection,
  work: () => Promise<Result>,
): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    await driver.rollbackTransaction(inner).catch(() => undefined);
    throw error;
  }
}

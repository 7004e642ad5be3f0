export { actAs } from './acting/act-as.ts';
export { type DatabaseScope, type ServiceRole, serviceRoles } from './acting/database-scope.ts';
export { type ForTenant, openTenantDatabases } from './acting/open-tenant-databases.ts';
export {
  createDatabase,
  createPool,
  type Database,
  type DatabaseOptions,
  poolOf,
} from './create-database.ts';
export { databaseCheck } from './database-check.ts';
export { isDataError } from './is-data-error.ts';
export { type ListenOptions, listen } from './listen.ts';
export { migrate, pendingMigrations } from './migrate.ts';
export type { DB } from './refined.ts';
export * from './vocabulary.ts';

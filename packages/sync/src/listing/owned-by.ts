import { type RawBuilder, sql } from 'kysely';
import type { CompanyScope } from '../people/company-scope.ts';

/** The rows that have a value in a column. */
export function having(column: string, value: string): RawBuilder<boolean> {
  return sql`${sql.ref(column)} = ${value}`;
}

/** The rows of a company, or of all companies of a tenant. */
export function ownedBy(table: string, { tenantId, companyId }: CompanyScope): RawBuilder<boolean> {
  return companyId === undefined
    ? having(`${table}.tenantId`, tenantId)
    : having(`${table}.companyId`, companyId);
}

/** The same where Postgres does not see the value when it chooses an index. */
function havingUnseen(column: string, value: string): RawBuilder<boolean> {
  return sql`${sql.ref(column)} = (select ${value}::text)`;
}

/**
 * Those of them that have a word in a column which is in an index of its own. An index of rows whose `tenant_id`, `company_id`
 * or word `<> ''`, which all rows meet, is one that Postgres may use only where it sees the value: thus it is left with the
 * index that has both.
 */
export function ownedWith(
  table: string,
  { tenantId, companyId }: CompanyScope,
  [column, word]: [string, string],
): RawBuilder<boolean> {
  const named = `${table}.${column}`;
  return companyId === undefined
    ? sql`${havingUnseen(`${table}.tenantId`, tenantId)} and ${having(named, word)}`
    : sql`${havingUnseen(`${table}.companyId`, companyId)} and ${havingUnseen(named, word)}`;
}

/** The rows of a person, on one project or on all. */
export function ofPerson(
  table: string,
  personId: string,
  projectId: string | undefined,
): RawBuilder<boolean> {
  const [person, project] = [`${table}.personId`, `${table}.projectId`];
  if (projectId === undefined) return having(person, personId);
  return sql`${havingUnseen(person, personId)} and ${havingUnseen(project, projectId)}`;
}

import type { Database, ExternalType } from '@illumera/schema';
import { sql } from 'kysely';
import type { LinkScope } from './find-link.ts';

/**
 * Holds one name of a link until the transaction ends. Whoever writes the link, and whoever decides by its absence, takes
 * this lock first, so that neither misses the other.
 * @param name `<company>/<external type>/<external id>` or `<company>/<Align id>`
 */
export async function lockLink(database: Database, name: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(database);
}

interface LinkNames {
  externalType: ExternalType;
  externalId: string;
  alignEntityId: string;
}

/** Holds both names of each link, always in the same order. */
export async function lockBothNames(
  database: Database,
  { companyId }: LinkScope,
  links: readonly LinkNames[],
): Promise<void> {
  const names = links.flatMap(({ externalType, externalId, alignEntityId }) => [
    `${companyId}/${externalType}/${externalId}`,
    `${companyId}/${alignEntityId}`,
  ]);
  await lockNames(database, names);
}

/** Holds the names that several of Align's entities have in a company, in the same order as everybody. */
export async function lockAlignNames(
  database: Database,
  companyId: string,
  alignIds: readonly string[],
): Promise<void> {
  await lockNames(
    database,
    alignIds.map((alignId) => `${companyId}/${alignId}`),
  );
}

async function lockNames(database: Database, names: readonly string[]): Promise<void> {
  await sql`
    select pg_advisory_xact_lock(hash) from (
      select distinct hashtextextended(name, 0) as hash from unnest(${names}::text[]) as name order by hash
    ) as names
  `.execute(database);
}

import type { Database } from '@illumera/schema';
import { linksOfType } from './findings/links-of-type.ts';
import type { HeldRun } from './run.ts';
import { sql } from 'kysely';

export interface LinkedProject {
  /** Here. */
  id: string;
  alignId: string;
}

/** Finds the projects that Align has, in the order of their ids. */
export async function findLinkedProjects(database: Database, run: HeldRun): Promise<LinkedProject[]> {
  const { rows } = await sql<LinkedProject>`
    select link.external_id as id, link.align_entity_id as align_id from align_entity_links link
    where ${linksOfType(run, 'project')} order by link.external_id
  `.execute(database);
  return rows;
}

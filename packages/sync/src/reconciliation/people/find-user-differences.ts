import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { isUnsettled } from '../findings/is-unsettled.ts';
import { linksOfType } from '../findings/links-of-type.ts';
import type { HeldRun } from '../run.ts';

/** A linked user who is not as Align lists them. */
export interface UserDifference {
  id: string;
  alignId: string;
  name: string;
  email: string;
  isListed: boolean;
  alignName: string | null;
  alignEmail: string | null;
  /** Align was told the name that is here, and has had another one since. */
  isNewerThere: boolean;
  fetchedAt: Date;
}

/** Finds the users who differ. What changed here, or was sent, after Align was asked says nothing. */
export async function findUserDifferences(database: Database, run: HeldRun): Promise<UserDifference[]> {
  const { rows } = await sql<UserDifference>`
    select person.id, link.align_entity_id as align_id, person.name, person.email, staged.remote_id is not null as is_listed,
      staged.data ->> 'name' as align_name, staged.data ->> 'email' as align_email, part.fetched_at,
      coalesce(link.last_sent ->> 'name' = person.name, false) as is_newer_there
    from align_entity_links link
    join users person on person.id = link.external_id and person.tenant_id = link.tenant_id
    join align_reconciliation_parts part on part.run_id = ${run.id} and part.kind = 'user'
    left join align_reconciliation_rows staged
      on staged.run_id = ${run.id} and staged.kind = 'user' and staged.remote_id = link.align_entity_id
    where ${linksOfType(run, 'user')}
      and link.created_at < part.fetched_at and person.updated_at < part.fetched_at
      and coalesce(link.sent_at < part.fetched_at, true)
      and (
        staged.remote_id is null or staged.data ->> 'name' <> person.name
        or lower(staged.data ->> 'email') <> lower(person.email)
      )
      and not ${isUnsettled(run, { type: sql`'user'`, id: sql`person.id` })}
    order by person.id
  `.execute(database);
  return rows;
}

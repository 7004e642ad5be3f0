import type { Database } from '@illumera/schema';
import { sql } from 'kysely';
import { v4 as randomToken } from 'uuid';

/** Longer than a call to Align can last; whoever has been at it for longer is gone. */
const ABANDONED_AFTER_SECONDS = 20;

/**
 * Says on an active connection that Align is about to be asked for a new webhook secret. From then until it is stored, a
 * signature that cannot be verified is not refused but asked for again.
 * @returns the token that storing the secret takes; undefined while another change is under way
 */
export async function beginSecretChange(
  database: Database,
  connectionId: string,
): Promise<string | undefined> {
  const token = randomToken();
  const begun = await database
    .updateTable('alignConnections')
    .set({ secretChangeToken: token, secretChangingSince: sql<Date>`now()` })
    .where('id', '=', connectionId)
    .where('status', '=', 'active')
    .where((where) =>
      where.or([
        where('secretChangeToken', 'is', null),
        sql<boolean>`secret_changing_since < now() - make_interval(secs => ${ABANDONED_AFTER_SECONDS})`,
      ]),
    )
    .returning('id')
    .executeTakeFirst();
  return begun === undefined ? undefined : token;
}

/** Takes it back where Align has refused for certain. */
export async function abandonSecretChange(database: Database, token: string): Promise<void> {
  await database
    .updateTable('alignConnections')
    .set({ secretChangeToken: null, secretChangingSince: null })
    .where('secretChangeToken', '=', token)
    .execute();
}

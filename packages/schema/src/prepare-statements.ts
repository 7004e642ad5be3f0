import type { Pool, PoolClient } from 'pg';

/** Statements beyond so many, whose text varies with what they are given, are not prepared: the server keeps each. */
const MAX_PREPARED = 300;
/** The columns of a prepared statement's result have changed, for which a migration is to blame. */
const RESULT_CHANGED = '0A000';

/**
 * Lets each connection of the pool parse a statement with parameters once, and plan it once where its plan does not depend on
 * them. Not to be used behind a pooler that gives out a connection by the transaction and does not know prepared statements.
 */
export function prepareStatements(pool: Pool): void {
  const names = new Map<string, string>();
  let named = 0;
  const nameOf = (text: string): string | undefined => {
    const known = names.get(text);
    if (known !== undefined || names.size >= MAX_PREPARED) return known;
    named += 1;
    const name = `s${named}`;
    names.set(text, name);
    return name;
  };
  pool.on('connect', (client: PoolClient) => {
    const query = client.query.bind(client);
    const prepared = async (text: string, values: unknown[]): Promise<unknown> => {
      const name = nameOf(text);
      try {
        return await query(name === undefined ? { text, values } : { name, text, values });
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === RESULT_CHANGED) names.delete(text);
        throw error;
      }
    };
    Object.assign(client, {
      query: (...given: Parameters<typeof query>) => {
        const [text, values, ...rest] = given as unknown[];
        const isPrepared =
          typeof text === 'string' && Array.isArray(values) && values.length > 0 && rest.length === 0;
        return isPrepared ? prepared(text, values) : query(...given);
      },
    });
  });
}

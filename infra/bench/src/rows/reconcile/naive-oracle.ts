import type { Pool } from 'pg';

/** What a comparison has to put right, by Align's ids. */
export interface Wanted {
  changed: string[];
  added: string[];
  gone: string[];
}

interface Row {
  id: string;
  content: string;
}

/** Compares both sides entry by entry in memory, before anything is put right. */
export async function naiveOracle(pool: Pool): Promise<Wanted> {
  const there = await pool.query<Row>(
    `select id, concat_ws('|', work_date, minutes, description, status) as content from remote_entries`,
  );
  const here = await readHere(pool);
  const changed: string[] = [];
  const added: string[] = [];
  for (const { id, content } of there.rows) {
    const local = here.get(id);
    if (local === undefined) added.push(id);
    else if (local !== content) changed.push(id);
    here.delete(id);
  }
  return { changed: changed.toSorted(), added: added.toSorted(), gone: [...here.keys()].toSorted() };
}

/** What stands here of linked entries, by Align's ids. */
async function readHere(pool: Pool): Promise<Map<string, string>> {
  const { rows } = await pool.query<Row>(
    `select link.align_entity_id as id, concat_ws('|', work_date, minutes, notes, status) as content
     from time_entries entry join align_entity_links link on link.external_id = entry.id
     where link.external_type = 'time_entry' and entry.deleted_at is null`,
  );
  return new Map(rows.map(({ id, content }) => [id, content]));
}

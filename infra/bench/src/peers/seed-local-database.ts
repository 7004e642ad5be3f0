import type { Pool } from 'pg';

/** An entry as S0's script compares it, with enough around it to store. */
export interface SeedEntry {
  id: string;
  project_id: string;
  work_date: string;
  hours: number;
  status: string;
}

/** S0's `localDb`: a lookup by primary key and one upsert, both prepared. */
export function seedLocalDatabase(pool: Pool) {
  return {
    getTimeEntry: async (id: string): Promise<SeedEntry | undefined> => {
      const text = 'select id, project_id, work_date, hours, status from seed_time_entries where id = $1';
      const { rows } = await pool.query<SeedEntry>({ name: 'get', text, values: [id] });
      return rows[0];
    },
    upsertTimeEntry: async ({ id, project_id, work_date, hours, status }: SeedEntry): Promise<void> => {
      const text = `insert into seed_time_entries values ($1, $2, $3, $4, $5) on conflict (id) do update
        set project_id = $2, work_date = $3, hours = $4, status = $5`;
      await pool.query({ name: 'upsert', text, values: [id, project_id, work_date, hours, status] });
    },
  };
}

/** The entries that are here and linked, as the script would keep them. */
export async function createSeedEntries(pool: Pool): Promise<void> {
  await pool.query(`
    create table seed_time_entries (
      id text primary key, project_id text not null, work_date text not null, hours double precision not null,
      status text not null
    );
    insert into seed_time_entries
      select link.align_entity_id, project_id, work_date, minutes / 60.0, status
      from time_entries entry join align_entity_links link on link.external_id = entry.id;
    analyze seed_time_entries;
  `);
}

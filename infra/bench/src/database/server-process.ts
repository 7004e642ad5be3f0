import { parentOf } from '../machine/processor-time.ts';
import type { BenchDatabase } from './bench-databases.ts';

/** The Postgres server's process. @throws where it is not on this machine */
export async function serverProcess({ pool }: BenchDatabase): Promise<number> {
  const { rows } = await pool.query<{ pid: number }>('select pg_backend_pid() as pid');
  return parentOf(rows[0]?.pid ?? 0);
}

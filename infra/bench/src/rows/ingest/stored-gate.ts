import type { BenchDatabase } from '../../database/bench-databases.ts';
import type { Gate } from '../../report/row-result.ts';
import type { IngestContestant } from './contestants.ts';

/** Every acknowledged id is stored, and none twice. */
export async function storedGate(
  { pool }: BenchDatabase,
  { stored }: IngestContestant,
  acknowledged: readonly string[],
): Promise<Gate> {
  const { rows } = await pool.query<{ id: string }>(stored);
  const ids = new Set(rows.map(({ id }) => id));
  const missing = new Set(acknowledged.filter((id) => !ids.has(id))).size;
  return {
    name: 'every acknowledged id is stored once',
    passed: missing === 0 && ids.size === rows.length,
    detail: `${new Set(acknowledged).size} acknowledged, ${missing} missing, ${rows.length - ids.size} twice`,
  };
}

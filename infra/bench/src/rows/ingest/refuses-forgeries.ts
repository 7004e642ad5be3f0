import type { BenchDatabase } from '../../database/bench-databases.ts';
import { formats } from '../../load/delivery-formats.ts';
import type { Gate } from '../../report/row-result.ts';
import type { Target } from './deliver.ts';

const FORGERIES = 20;

/** A delivery under another signature is refused and leaves nothing. */
export async function refusesForgeries(
  { pool }: BenchDatabase,
  url: string,
  [target]: readonly Target[],
): Promise<Gate> {
  if (target === undefined) throw new Error('there is nobody to forge for');
  const { alignOrgId, path } = target;
  const statuses: number[] = [];
  for (let turn = 0; turn < FORGERIES; turn += 1) {
    const { headers, body } = formats.align(`forged_${turn}`, alignOrgId);
    const forged = { ...headers, 'x-align-signature': `sha256=${'0'.repeat(64)}` };
    const answer = await fetch(`${url}${path}`, { method: 'POST', headers: forged, body });
    statuses.push(answer.status);
  }
  const { rows } = await pool.query(`select 1 from align_webhook_deliveries where event_id like 'forged_%'`);
  const refused = statuses.filter((status) => status === 400).length;
  return {
    name: 'nothing for a bad signature',
    passed: refused === FORGERIES && rows.length === 0,
    detail: `${refused} of ${FORGERIES} refused, ${rows.length} rows`,
  };
}

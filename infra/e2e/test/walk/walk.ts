import type { WalkedSystem } from '../../src/walked-system.ts';
import { setOut, type Terms } from './set-out.ts';
import { connect } from './steps/connect.ts';
import { correct } from './steps/correct.ts';
import { disconnect, type Ended } from './steps/disconnect.ts';
import { logHours } from './steps/log-hours.ts';
import { reconnect } from './steps/reconnect.ts';
import { reopen } from './steps/reopen.ts';
import { staffProject } from './steps/staff-project.ts';

/** The whole path: a change here reaches Align, and what Align decides comes back. */
export async function walkThrough(system: WalkedSystem, terms: Terms): Promise<Ended> {
  const walk = await setOut(system, terms);
  const connection = await connect(walk);
  const staffing = await staffProject(walk);
  await logHours(walk, staffing);
  const adjustment = await correct(walk, staffing);
  await reopen(walk, adjustment);
  const ended = await disconnect(walk, { ...staffing, connectionId: connection.id });
  await reconnect(walk, staffing);
  return ended;
}

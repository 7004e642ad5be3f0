import { createProject, type NodeProcess, until, useTestDatabase } from '@illumera/testkit';
import { afterAll, expect, test } from 'vitest';
import { approveEntry } from './support/approve-entry.ts';
import { openWorld } from './support/open-world.ts';

const { database, connectionString } = await useTestDatabase();
const world = await openWorld(database, connectionString);
afterAll(() => world.close());

const HOUR_MS = 3_600_000;
/** What others have in hand is theirs while they live, and is taken over within a minute of their death. */
const TAKEN_OVER_MS = 60_000;
const CHANGES = 20;

/** A worker whose clock is so far off; what measures durations is right. */
function startShifted(shiftMs: number): Promise<NodeProcess> {
  const shift = `
    const Right = Date;
    globalThis.Date = class extends Right {
      constructor(...given) {
        if (given.length === 0) super(Right.now() + ${shiftMs});
        else super(...given);
      }
      static now() {
        return Right.now() + ${shiftMs};
      }
    };`;
  return world.startWorker({ NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(shift)}` });
}

const clockOf = ({ output }: NodeProcess): number => {
  const line = output().find((each) => each.includes('"time":')) ?? '{}';
  return Date.parse((JSON.parse(line) as { time: string }).time);
};

test('does everything once and at once while the clocks of its workers are an hour off either way, and takes over from a dead one', async () => {
  const [slow, fast] = await Promise.all([startShifted(-HOUR_MS), startShifted(HOUR_MS)]);
  expect(clockOf(fast) - clockOf(slow)).toBeGreaterThan(1.9 * HOUR_MS);
  const company = await world.connect();

  async function change(limitMs?: number): Promise<void> {
    const projects = await Promise.all(
      Array.from({ length: CHANGES }, () => createProject(database, company.scope)),
    );
    for (const { id } of projects) await company.enqueue('project', id);
    const approvals = await Promise.all([approveEntry(database), approveEntry(database)]);
    for (const { deliver } of approvals) await deliver();
    const isDone = async () =>
      (await company.intents()).every(({ status }) => status === 'done') &&
      (await Promise.all(approvals.map(async ({ readDelivery }) => (await readDelivery()).outcome))).every(
        (outcome) => outcome === 'applied',
      );
    await until('everything done', isDone, limitMs);
    for (const { id } of projects) expect(await world.requests(`?externalId=${id}`)).toHaveLength(1);
  }

  await change();
  await change();
  await world.kill(fast);
  await change(TAKEN_OVER_MS);
}, 120_000);

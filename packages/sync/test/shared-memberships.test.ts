import { createEngagement, until, useTestDatabase } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { connectedCompany } from './connected-company.ts';
import { useAlign } from './support/use-align.ts';

const { database } = await useTestDatabase();
const { sandbox, transport } = await useAlign();

/** A company whose talent has two engagements on one project; both are at Align that are accepted. */
async function companyWithTwo({ second }: { second: 'accepted' | 'offered' }) {
  const world = await connectedCompany({ database, sandbox, transport });
  const { engagement: first, project, person } = world;
  const other = await createEngagement(database, {
    tenantId: world.tenantId,
    companyId: world.companyId,
    projectId: project.id,
    personId: person.profile.id,
    status: second,
  });
  const setStatus = (id: string, status: 'accepted' | 'ended') =>
    database.updateTable('engagements').set({ status }).where('id', '=', id).execute();
  return {
    ...world,
    first,
    other,
    accept: async ({ id }: { id: string }) => {
      await setStatus(id, 'accepted');
      await world.enqueue('project_member', id);
    },
    end: async ({ id }: { id: string }) => {
      await setStatus(id, 'ended');
      await world.enqueueDelete('project_member', id);
    },
    bring: async () => {
      await world.enqueue('user', person.user.id);
      await world.enqueue('project', project.id);
      await world.drain();
    },
    /** How the newest change of an engagement stands. */
    newest: async ({ id }: { id: string }) =>
      (await world.intents()).findLast((intent) => intent.localId === id)?.status,
    members: async () =>
      (await world.atAlign<{ data: unknown[] }>(`/projects/${await world.link('project')}/members`)).data,
    hold: async (hold: { point: 'before-commit' | 'after-commit'; method: string; externalId?: string }) => {
      const { id: holdId } = await sandbox.control<{ id: string }>('POST', '/holds', {
        path: '/projects/:id/members/:userId',
        ...hold,
      });
      return {
        reached: () =>
          until('the call', async () => {
            const { held } = await sandbox.control<{ held: { holdId: string }[] }>('GET', '/holds');
            return held.some((each) => each.holdId === holdId);
          }),
        release: () => sandbox.control('POST', '/holds/release', { holdId }),
      };
    },
  };
}

test('keeps a talent whose other engagement is on its way to Align', async () => {
  const company = await companyWithTwo({ second: 'accepted' });
  await company.bring();
  const hold = await company.hold({
    point: 'after-commit',
    method: 'POST',
    externalId: company.first.id,
  });
  await company.accept(company.first);
  await company.accept(company.other);
  const draining = company.drain();
  await hold.reached();
  await until('the other', async () => (await company.newest(company.other)) === 'done');
  await company.end(company.other);
  await until('its end', async () => (await company.newest(company.other)) === 'done');
  await hold.release();
  await draining;
  expect(await company.members()).toHaveLength(1);
});

test.each([{ answerIs: 'heard' }, { answerIs: 'lost' }])(
  'puts a talent back who is engaged anew while Align takes the talent off, its answer being $answerIs',
  async ({ answerIs }) => {
    const company = await companyWithTwo({ second: 'offered' });
    await company.bring();
    await company.accept(company.first);
    await company.drain();
    if (answerIs === 'lost') {
      const path = '/projects/:id/members/:userId';
      await sandbox.control('POST', '/faults', {
        kind: 'drop-after-commit',
        method: 'DELETE',
        path,
        times: 1,
      });
    }
    const hold = await company.hold({ point: 'before-commit', method: 'DELETE' });
    await company.end(company.first);
    const draining = company.drain();
    await hold.reached();
    await company.accept(company.other);
    await until('the other', async () => (await company.newest(company.other)) === 'done');
    await hold.release();
    await draining;
    await company.hurry();
    await company.drain();
    expect(await company.newest(company.first)).toBe('done');
    expect(await company.members()).toHaveLength(1);
  },
);

test('takes a talent off whose engagements end at the same time', async () => {
  const company = await companyWithTwo({ second: 'accepted' });
  await company.bring();
  await company.accept(company.first);
  await company.accept(company.other);
  await company.drain();
  expect(await company.members()).toHaveLength(1);
  await company.end(company.first);
  await company.end(company.other);
  await company.drain();
  expect(await company.members()).toEqual([]);
});

test('adds a talent once and keeps the talent until the last engagement ends', async () => {
  const company = await companyWithTwo({ second: 'accepted' });
  await company.bring();
  await company.accept(company.first);
  await company.drain();
  await company.accept(company.other);
  await company.drain();
  await company.end(company.first);
  await company.drain();
  expect(await company.members()).toHaveLength(1);
  await company.end(company.other);
  await company.drain();
  expect(await company.members()).toEqual([]);
  const calls = (await company.mutations()).filter((request) => request.path.includes('/members/'));
  expect(calls.map((request) => request.method)).toEqual(['POST', 'DELETE']);
});

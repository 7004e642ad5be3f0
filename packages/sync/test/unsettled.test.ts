import { createAlignTransport } from '@illumera/align-client';
import { useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendingCompany } from './support/sending-company.ts';
import { type AlignStub, startAlignStub } from './support/start-align-stub.ts';

const { database } = await useTestDatabase();
let stub: AlignStub;
beforeAll(async () => {
  stub = await startAlignStub(() => ({ status: 201, body: { id: `project-${stub.requests.length}` } }));
});
afterAll(() => stub.stop());

/** Lets the database refuse the link of one entity, as it refuses a value that it cannot store. */
async function refuseLinkOf(localId: string): Promise<void> {
  await sql`
    create function refuse_link() returns trigger language plpgsql as $$
    begin
      raise exception 'cannot be stored' using errcode = 'untranslatable_character';
    end
    $$
  `.execute(database);
  await sql`
    create trigger refuse_link before insert on align_entity_links
    for each row when (new.external_id = ${sql.lit(localId)}) execute function refuse_link()
  `.execute(database);
}

test('fails by its attempts what the database refuses to write down, and sends what else waits', async () => {
  const transport = createAlignTransport({ baseUrl: stub.baseUrl });
  const company = await sendingCompany(database, { transport, apiKey: 'ako_refused', maxAttempts: 2 });
  await company.addProjects(6);
  const [poison, ...others] = await company.intents();
  await refuseLinkOf(poison?.localId ?? '');

  expect(await company.drain()).toBe('drained');
  const [first, ...sent] = await company.intents();
  expect(first).toMatchObject({ status: 'pending', attempts: 1, error: expect.stringContaining('stored') });
  expect(sent.map((intent) => intent.status)).toEqual(others.map(() => 'done'));
  await company.hurry();
  await company.drain();
  expect((await company.intents())[0]).toMatchObject({ status: 'failed', attempts: 2 });
  await transport.close();
});

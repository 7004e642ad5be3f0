import { type AlignTransport, createAlignTransport } from '@illumera/align-client';
import { useTestDatabase } from '@illumera/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendingCompany } from './support/sending-company.ts';
import { type AlignStub, startAlignStub } from './support/start-align-stub.ts';

const { database } = await useTestDatabase();
let stub: AlignStub;
let transport: AlignTransport;
const idOf = new Map<string, unknown>();

beforeAll(async () => {
  stub = await startAlignStub(({ apiKey }) => ({ status: 201, body: { id: idOf.get(apiKey) } }));
  transport = createAlignTransport({ baseUrl: stub.baseUrl });
});
afterAll(async () => {
  await transport.close();
  await stub.stop();
});

const hostileIds = [
  '../../users',
  '..',
  '.',
  '',
  '%2e%2e%2fusers',
  'a/b',
  'a\\b',
  'p_1?x=1',
  'p_1#x',
  'p_1:u_1',
  'a b',
  'a\r\nhost: x',
  'a\0b',
  '\u202ea',
  'é',
  '__proto__/x',
  'x'.repeat(65),
  12,
  null,
  ['p_1'],
  { toString: 'p_1' },
];

test.each(hostileIds.map((id, index) => [id, index] as const))(
  'takes %j for no id of Align’s, links nothing to it and asks for nothing by it',
  async (id, index) => {
    const apiKey = `ako_hostile${index}`;
    idOf.set(apiKey, id);
    const company = await sendingCompany(database, { transport, apiKey });
    await company.addProjects(1);
    await company.drain();
    await company.hurry();
    await company.drain();
    const links = await database
      .selectFrom('alignEntityLinks')
      .select('alignEntityId')
      .where('companyId', '=', company.companyId)
      .execute();
    expect(links).toEqual([]);
    expect(await company.intents()).toMatchObject([{ status: 'pending', attempts: 2 }]);
    const paths = stub.requests.filter((request) => request.apiKey === apiKey).map(({ path }) => path);
    expect(paths.length).toBeGreaterThan(1);
    expect(paths.filter((path) => !/^\/api\/v1\/(projects|integration-links\?[\w=&-]+)$/.test(path))).toEqual(
      [],
    );
  },
);

import { createAlignTransport } from '@illumera/align-client';
import { useTestDatabase } from '@illumera/testkit';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendingCompany } from './support/sending-company.ts';
import { type AlignStub, startAlignStub, type StubRequest } from './support/start-align-stub.ts';

const { database } = await useTestDatabase();
const made = new Map<string, string>();
let stub: AlignStub;
beforeAll(async () => {
  stub = await startAlignStub(answer);
});
afterAll(() => stub.stop());

/** Creates a project and fails all the same, and answers every repetition with that failure. */
function answer({ method, path, body }: StubRequest) {
  if (method === 'POST') {
    const { externalId } = (body as { externalRef: { externalId: string } }).externalRef;
    made.set(externalId, `project-${made.size + 1}`);
    return { status: 500, body: { error: 'internal' } };
  }
  if (!path.startsWith('/api/v1/integration-links')) return { status: 200, body: { id: 'project-1' } };
  const externalId = new URL(path, stub.baseUrl).searchParams.get('externalId') ?? '';
  const alignEntityId = made.get(externalId);
  const link = { id: 'link-1', provider: 'illumera', externalType: 'project', externalId, alignEntityId };
  const data = alignEntityId === undefined ? [] : [{ ...link, alignEntityType: 'project' }];
  return { status: 200, body: { data, page: 1, pageSize: 100, total: data.length } };
}

test('finds what a create has made whose failure Align keeps repeating', async () => {
  const transport = createAlignTransport({ baseUrl: stub.baseUrl });
  const company = await sendingCompany(database, { transport, apiKey: 'ako_stored' });
  await company.addProjects(1);
  for (let tries = 0; tries < 5; tries += 1) {
    await company.drain();
    await company.hurry();
  }
  expect(await company.intents()).toMatchObject([{ status: 'done', attempts: 2 }]);
  const creates = stub.requests.filter(({ method }) => method === 'POST');
  expect(creates).toHaveLength(2);
  await transport.close();
});

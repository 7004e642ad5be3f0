import { type AlignTransport, createAlignTransport } from '@illumera/align-client';
import { useTestDatabase } from '@illumera/testkit';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { sendingCompany } from './support/sending-company.ts';
import { type AlignStub, type StubAnswer, startAlignStub } from './support/start-align-stub.ts';

const { database } = await useTestDatabase();
const answers = new Map<string, StubAnswer>();
let stub: AlignStub;
let transport: AlignTransport;
beforeAll(async () => {
  stub = await startAlignStub(({ apiKey }) => answers.get(apiKey) ?? { status: 503 });
  transport = createAlignTransport({ baseUrl: stub.baseUrl, timeoutMs: 300 });
});
afterAll(async () => {
  await transport.close();
  await stub.stop();
});

type Company = Awaited<ReturnType<typeof sendingCompany>>;

/** A company of which one project is to be created, with Align answering all its calls alike. */
async function companyAnswered(answer: StubAnswer, maxAttempts = 5): Promise<Company & { apiKey: string }> {
  const apiKey = `ako_${answers.size}`;
  answers.set(apiKey, answer);
  const company = await sendingCompany(database, { transport, apiKey, maxAttempts });
  await company.addProjects(1);
  return { ...company, apiKey };
}

/** In how many seconds the next attempt is due, by the database's clock. */
async function dueInSeconds({ companyId }: Company): Promise<number> {
  const { rows } = await sql<{ seconds: number }>`
    select extract(epoch from next_retry_at - now())::float8 as seconds from align_sync_outbox where company_id = ${companyId}
  `.execute(database);
  return rows[0]?.seconds ?? Number.NaN;
}

const MINUTE = 60;
const HOUR = 60 * MINUTE;
test.each([
  { maxAttempts: 5, delays: [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR] },
  { maxAttempts: 7, delays: [MINUTE, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 8 * HOUR, 8 * HOUR] },
])(
  'waits by the schedule and fails with the last of $maxAttempts attempts',
  async ({ maxAttempts, delays }) => {
    const company = await companyAnswered({ status: 503 }, maxAttempts);
    for (const [index, delay] of delays.entries()) {
      await company.drain();
      expect(await company.intents()).toMatchObject([{ status: 'pending', attempts: index + 1 }]);
      const dueIn = await dueInSeconds(company);
      expect(dueIn).toBeLessThanOrEqual(delay);
      expect(dueIn).toBeGreaterThan(delay - 10);
      await company.drain();
      await company.hurry();
    }
    await company.drain();
    expect(await company.intents()).toMatchObject([{ status: 'failed', attempts: maxAttempts }]);
    const calls = stub.requests.filter(({ apiKey }) => apiKey === company.apiKey);
    expect(calls).toHaveLength(maxAttempts);
  },
);

const REFUSED = { status: 'failed', attempts: 1, error: expect.stringContaining('not so') as unknown };
const TRIED_AGAIN = { status: 'pending', attempts: 1 };
const UNTOUCHED = { status: 'pending', attempts: 0 };
const body = { message: 'not so' };
interface Case {
  what: string;
  answer: StubAnswer;
  intent: object;
  connection?: 'active' | 'error';
}
test.each<Case>([
  { what: '400', answer: { status: 400, body }, intent: REFUSED },
  { what: '404', answer: { status: 404, body }, intent: REFUSED },
  { what: '409', answer: { status: 409, body }, intent: REFUSED },
  { what: '422', answer: { status: 422, body }, intent: REFUSED },
  { what: '401', answer: { status: 401, body }, intent: UNTOUCHED, connection: 'error' },
  { what: '403', answer: { status: 403, body }, intent: UNTOUCHED, connection: 'error' },
  { what: '429 without a wait', answer: { status: 429, body }, intent: UNTOUCHED },
  { what: '408', answer: { status: 408, body }, intent: TRIED_AGAIN },
  { what: '500', answer: { status: 500, body }, intent: TRIED_AGAIN },
  { what: '502', answer: { status: 502, body }, intent: TRIED_AGAIN },
  { what: '504', answer: { status: 504, body }, intent: TRIED_AGAIN },
  {
    what: 'no answer in time',
    answer: { status: 201, body: { id: 'late' }, afterMs: 2_000 },
    intent: TRIED_AGAIN,
  },
  { what: 'an answer without an id', answer: { status: 201, body: {} }, intent: TRIED_AGAIN },
  { what: 'an id that is none', answer: { status: 201, body: { id: '../users' } }, intent: TRIED_AGAIN },
])('takes $what for what it is', async ({ answer, intent, connection = 'active' }) => {
  const company = await companyAnswered(answer);
  await company.drain();
  expect(await company.intents()).toMatchObject([intent]);
  const { status } = await database
    .selectFrom('alignConnections')
    .select('status')
    .where('id', '=', company.connectionId)
    .executeTakeFirstOrThrow();
  expect(status).toBe(connection);
  expect(stub.requests.filter(({ apiKey }) => apiKey === company.apiKey)).toHaveLength(1);
});

test('creates nothing whose key may be forgotten before Align has said that it is not there', async () => {
  const company = await companyAnswered({ status: 503 });
  await sql`
    update align_sync_outbox set first_sent_at = now() - interval '25 hours' where company_id = ${company.companyId}
  `.execute(database);
  await company.drain();
  const requests = stub.requests.filter(({ apiKey }) => apiKey === company.apiKey);
  expect(requests.map(({ method }) => method)).toEqual(['GET']);
  expect(await company.intents()).toMatchObject([TRIED_AGAIN]);
});

import { onTestFinished } from 'vitest';
import { buildSandbox, type SandboxOptions } from '../../src/build-sandbox.ts';

// What a test reads of an answer is for its expectations to say.
export type Body = Record<string, any>; // oxlint-disable-line typescript/no-explicit-any
export type Reply = { status: number; headers: Headers; body: Body };
type Call = { headers?: Record<string, string>; body?: unknown };

/** A running sandbox on a free port, stopped with the test. */
export async function startSandbox(options: SandboxOptions = {}) {
  const app = buildSandbox(options);
  onTestFinished(() => app.close());
  const url = await app.listen({ port: 0, host: '127.0.0.1' });
  const call = async (method: string, path: string, { headers = {}, body }: Call = {}): Promise<Reply> => {
    const response = await fetch(url + path, {
      method,
      redirect: 'manual',
      headers: { 'content-type': 'application/json', ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = response.headers.get('content-type')?.includes('json') === true;
    const read: Body = isJson ? JSON.parse(text) : { text };
    return { status: response.status, headers: response.headers, body: read };
  };
  return { url, call, close: () => app.close() };
}

export type RunningSandbox = Awaited<ReturnType<typeof startSandbox>>;

/** An organization with a key, and calls under `/api/v1` made with it. */
export async function startOrganization({ call }: Pick<RunningSandbox, 'call'>, keyFields: Body = {}) {
  const { body: organization } = await call('POST', '/control/organizations', { body: { name: 'Acme' } });
  const organizationId = String(organization['organizationId']);
  const minted = await call('POST', '/control/api-keys', { body: { organizationId, ...keyFields } });
  const apiKey = String(minted.body['apiKey']);
  const api = (method: string, path: string, { headers = {}, body }: Call = {}) =>
    call(method, `/api/v1${path}`, { headers: { authorization: `Bearer ${apiKey}`, ...headers }, body });
  return { organizationId, adminUserId: String(organization['adminUserId']), apiKey, api };
}

export type Api = Awaited<ReturnType<typeof startOrganization>>['api'];

export const externalRef = (externalType: string, externalId: string) => ({
  provider: 'illumera',
  externalType,
  externalId,
});

/** A project, a user who is its member, and a draft entry of theirs. */
export async function startEntry(api: Api, externalId = 'illumera-entry') {
  const project = await api('POST', '/projects', { body: { name: 'Platform' } });
  const invite = { email: 'alice@example.com', name: 'Alice Smith', role: 'developer' };
  const user = await api('POST', '/users/invite', { body: invite });
  const projectId = String(project.body['id']);
  const userId = String(user.body['userId']);
  await api('POST', `/projects/${projectId}/members/${userId}`, { body: { roleOverride: 'developer' } });
  const entry = await api('POST', `/projects/${projectId}/time-entries`, {
    body: {
      userId,
      workDate: '2025-01-15',
      minutes: 150,
      description: 'Implemented authentication module',
      billable: true,
      externalRef: externalRef('time_entry', externalId),
    },
  });
  return { projectId, userId, entryId: String(entry.body['id']), entry: entry.body };
}

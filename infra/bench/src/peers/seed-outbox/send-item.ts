import type { Pool } from 'pg';
import { request } from 'undici';

export interface SeedItem {
  id: string;
  entity_type: string;
  local_id: string;
  payload: Record<string, unknown>;
}

export type SeedOutcome =
  | { kind: 'done' }
  | { kind: 'rate_limited'; retryAfterSeconds: number }
  | { kind: 'failed' };

interface Call {
  method: 'POST' | 'PATCH';
  path: string;
}

type FindLink = (externalType: string, externalId: unknown) => Promise<string | undefined>;

/** Which call an item makes, by its link; undefined where what it needs is not at Align yet. */
const callOf: Record<string, (find: FindLink, item: SeedItem) => Promise<Call | undefined>> = {
  project: async (find, { local_id }) => {
    const id = await find('project', local_id);
    return id === undefined
      ? { method: 'POST', path: '/projects' }
      : { method: 'PATCH', path: `/projects/${id}` };
  },
  user: async (find, { local_id }) => {
    const id = await find('user', local_id);
    return id === undefined
      ? { method: 'POST', path: '/users/invite' }
      : { method: 'PATCH', path: `/users/${id}` };
  },
  project_member: async (find, { payload }) => {
    const project = await find('project', payload['_localProjectId']);
    const user = await find('user', payload['_localUserId']);
    if (project === undefined || user === undefined) return undefined;
    return { method: 'POST', path: `/projects/${project}/members/${user}` };
  },
  time_entry: async (find, { local_id, payload }) => {
    const id = await find('time_entry', local_id);
    if (id !== undefined) return { method: 'PATCH', path: `/time-entries/${id}` };
    const project = await find('project', payload['_localProjectId']);
    return project === undefined ? undefined : { method: 'POST', path: `/projects/${project}/time-entries` };
  },
  time_entry_submit: async (find, { local_id }) => {
    const id = await find('time_entry', local_id);
    return id === undefined ? undefined : { method: 'POST', path: `/time-entries/${id}/submit` };
  },
};

/** Sends one item as S1 describes: the link decides between create and update, and a create's id becomes the link. */
export async function sendItem(pool: Pool, alignBaseUrl: string, item: SeedItem): Promise<SeedOutcome> {
  const find: FindLink = async (type, id) => {
    const found = await pool.query<{ align_entity_id: string }>(
      'select align_entity_id from seed_links where external_type = $1 and external_id = $2',
      [type, id],
    );
    return found.rows[0]?.align_entity_id;
  };
  const call = await callOf[item.entity_type]?.(find, item);
  if (call === undefined) return { kind: 'failed' };
  const { _key, ...body } = item.payload;
  const answer = await request(`${alignBaseUrl}${call.path}`, {
    method: call.method,
    headers: { 'content-type': 'application/json', authorization: `Bearer ${String(_key)}` },
    body: JSON.stringify({ ...body, externalRef: { externalId: item.local_id } }),
  });
  const answered = (await answer.body.json()) as { id?: string; userId?: string };
  if (answer.statusCode === 429)
    return { kind: 'rate_limited', retryAfterSeconds: Number(answer.headers['retry-after'] ?? 60) };
  if (answer.statusCode >= 300) return { kind: 'failed' };
  const id = answered.userId ?? answered.id;
  if (call.method === 'POST' && item.entity_type !== 'time_entry_submit' && id !== undefined)
    await pool.query('insert into seed_links values ($1, $2, $3) on conflict do nothing', [
      item.entity_type,
      item.local_id,
      id,
    ]);
  return { kind: 'done' };
}

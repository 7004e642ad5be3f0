import type { Ledger } from './ledger.ts';

type Fields = Record<string, unknown>;

export interface Request {
  key: string;
  params: readonly string[];
  body: Fields;
}

export interface Answer {
  status: number;
  body: unknown;
}

export interface AlignRoute {
  method: string;
  /** Its groups are the request's `params`. */
  path: RegExp;
  answer: (ledger: Ledger, request: Request) => Answer;
}

const notFound: Answer = { status: 404, body: { error: 'not_found' } };

function externalIdOf(body: Fields): string {
  const reference = body['externalRef'] as { externalId?: string } | undefined;
  return reference?.externalId ?? '';
}

function create(type: string, shape: (id: string) => Fields): AlignRoute['answer'] {
  return (ledger, { key, body }) => {
    const entity = ledger.create({ type, key, externalId: externalIdOf(body), fields: body });
    return { status: 201, body: shape(entity.alignId) };
  };
}

const update: AlignRoute['answer'] = (ledger, { params, body }) => {
  const entity = ledger.find(params[0] ?? '');
  if (entity === undefined) return notFound;
  Object.assign(entity.fields, body);
  if (entity.status === 'submitted') ledger.counts.outOfOrder += 1;
  return { status: 200, body: { id: entity.alignId } };
};

const submit: AlignRoute['answer'] = (ledger, { params }) => {
  const entity = ledger.find(params[0] ?? '');
  if (entity === undefined) return notFound;
  if (entity.status === 'submitted') ledger.counts.outOfOrder += 1;
  entity.status = 'submitted';
  return { status: 200, body: { id: entity.alignId, status: 'submitted' } };
};

const bulkInvite: AlignRoute['answer'] = (ledger, { key, body }) => {
  const invites = body['invites'] as Fields[];
  const results = invites.map((invite) => {
    const { role: _role, ...fields } = invite;
    const entity = ledger.create({ type: 'user', key, externalId: externalIdOf(invite), fields });
    return {
      userId: entity.alignId,
      email: invite['email'],
      externalRef: invite['externalRef'],
      created: true,
    };
  });
  return { status: 200, body: { results, successCount: results.length, failureCount: 0 } };
};

const addMember: AlignRoute['answer'] = (ledger, { key, params, body }) => {
  const [projectId = '', userId = ''] = params;
  if (!ledger.find(projectId) || !ledger.find(userId)) return notFound;
  const fields = { projectId, userId };
  const entity = ledger.create({ type: 'project_member', key, externalId: externalIdOf(body), fields });
  return { status: 201, body: { id: entity.alignId, projectId, userId } };
};

const nothingFound: Answer = { status: 200, body: { data: [], page: 1, pageSize: 100, total: 0 } };

/** What of Align the benches call (S1 "Align API"). */
export const alignRoutes: readonly AlignRoute[] = [
  { method: 'POST', path: /^\/projects$/, answer: create('project', (id) => ({ id })) },
  { method: 'PATCH', path: /^\/projects\/([^/]+)$/, answer: update },
  {
    method: 'POST',
    path: /^\/users\/invite$/,
    answer: create('user', (userId) => ({ userId, created: true })),
  },
  { method: 'POST', path: /^\/users\/bulk-invite$/, answer: bulkInvite },
  { method: 'PATCH', path: /^\/users\/([^/]+)$/, answer: update },
  { method: 'POST', path: /^\/projects\/([^/]+)\/members\/([^/]+)$/, answer: addMember },
  {
    method: 'POST',
    path: /^\/projects\/[^/]+\/time-entries$/,
    answer: create('time_entry', (id) => ({ id })),
  },
  { method: 'PATCH', path: /^\/time-entries\/([^/]+)$/, answer: update },
  { method: 'POST', path: /^\/time-entries\/([^/]+)\/submit$/, answer: submit },
  { method: 'GET', path: /^\/integration-links$/, answer: () => nothingFound },
];

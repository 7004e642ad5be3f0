import type { FaultKind } from '../fault.ts';

export const idlessJson = {
  explains: 'the call takes effect, the answer lacks the id of what it made',
  commits: true,
  strike: ({ answer }) => ({ kind: 'answer', answer: { ...answer, body: withoutId(answer.body) } }),
} satisfies FaultKind;

function withoutId(body: unknown): unknown {
  if (typeof body !== 'object' || body === null) return body;
  if ('results' in body && Array.isArray(body.results))
    return { ...body, results: body.results.map(withoutId) };
  const field = 'id' in body ? 'id' : 'userId';
  return Object.fromEntries(Object.entries(body).filter(([name]) => name !== field));
}

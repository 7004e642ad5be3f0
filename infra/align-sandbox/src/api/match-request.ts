import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { mentions } from './mentions.ts';
import { pathOf } from './request-path.ts';

/** Which requests are meant; what is left out matches all. */
export const RequestMatch = z.object({
  method: z.string().toUpperCase().optional(),
  /** Below `/api/v1`; `:name` stands for any one part, a `*` at the end for all that follows. */
  path: z.string().startsWith('/').optional(),
  /** Any id, ours or Align's, in the body, the path or the idempotency key. */
  externalId: z.string().optional(),
});
export type RequestMatch = z.output<typeof RequestMatch>;

/** Says whether a request is one of those that are meant. */
export function matchRequest(match: RequestMatch, request: FastifyRequest): boolean {
  const path = pathOf(request);
  return (
    (match.method === undefined || match.method === request.method) &&
    (match.path === undefined || patternOf(match.path).test(path)) &&
    (match.externalId === undefined ||
      mentions(
        { path, body: request.body, idempotencyKey: request.headers['idempotency-key'] },
        match.externalId,
      ))
  );
}

function patternOf(path: string): RegExp {
  const parts = path
    .replace(/^\/api\/v1(?=\/)/, '')
    .split('/')
    .map((part) =>
      part.startsWith(':') ? '[^/]+' : part === '*' ? '.*' : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
    );
  return new RegExp(`^/api/v1${parts.join('/')}$`);
}

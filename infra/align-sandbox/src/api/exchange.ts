import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from '../align/answer.ts';
import type { ApiKeyRow, Permission } from '../store/rows.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The key this request came with, once it is authenticated. */
    apiKey: ApiKeyRow | undefined;
    /** This request's row in the ledger. */
    ledgerId: string | undefined;
  }
  interface FastifyContextConfig {
    /** What the key must be allowed to do; a route without it asks for a valid key only. */
    permission?: Permission;
  }
}

/** One step before the route: an answer ends the request, undefined lets it go on. */
export type Step = (request: FastifyRequest, reply: FastifyReply) => Answer | undefined;

/** The path of a request without its query. */
export function pathOf(request: FastifyRequest): string {
  return new URL(request.url, 'http://sandbox').pathname;
}

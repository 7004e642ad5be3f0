import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Answer } from '../align/answer.ts';
import type { ApiKeyRow, FaultRow, Permission } from '../store/rows.ts';
import type { KeyUse } from './key-use.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** The key this request came with, once it is authenticated. */
    apiKey: ApiKeyRow | undefined;
    /** This request's row in the ledger. */
    ledgerId: string | undefined;
    /** What its idempotency key is used for. */
    keyUse: KeyUse | undefined;
    /** What is to go wrong with the answer. */
    fault: FaultRow | undefined;
  }
  interface FastifyContextConfig {
    /** What the key must be allowed to do; a route without it asks for a valid key only. */
    permission?: Permission;
  }
}

export type Exchange = { request: FastifyRequest; reply: FastifyReply };

/** One step before the route: an answer ends the request, undefined lets it go on. */
export type Step = (request: FastifyRequest, reply: FastifyReply) => Answer | undefined;

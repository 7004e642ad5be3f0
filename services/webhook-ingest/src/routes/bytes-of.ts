import type { FastifyRequest } from 'fastify';

/** The body's bytes as they came; a request without a body has none. */
export function bytesOf(request: FastifyRequest): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

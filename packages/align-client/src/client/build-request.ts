import { z } from 'zod';
import type { Endpoint } from '../endpoints/endpoint.ts';
import { AlignInvalidCallError } from '../errors.ts';
import type { AlignRequest } from '../transport/create-align-transport.ts';
import type { UntypedCall } from './call.ts';
import { fillPath } from './fill-path.ts';

const HEADER_TOKEN = /^[\x21-\x7e]{1,255}$/;

interface RequestParts {
  operation: string;
  endpoint: Endpoint;
  call: UntypedCall;
  apiKey: string;
}

/**
 * The HTTP request of a call. Throws `AlignInvalidCallError` where a part of it does not fit the endpoint.
 */
export function buildRequest({ operation, endpoint, call, apiKey }: RequestParts): AlignRequest {
  const query = toQuery(fit(operation, endpoint.query, call.query));
  const body = fit(operation, endpoint.request, call.body);
  const headers: Record<string, string> = {
    authorization: `Bearer ${headerToken(`${operation}: the API key`, apiKey)}`,
    accept: 'application/json',
    'user-agent': 'illumera-align/1.0',
  };
  if (body !== undefined) headers['content-type'] = 'application/json';
  if (call.idempotencyKey !== undefined) {
    headers['idempotency-key'] = headerToken(`${operation}: the idempotency key`, call.idempotencyKey);
  }
  return {
    operation,
    method: endpoint.method,
    path: fillPath(endpoint.path, call.params) + query,
    headers,
    body: body === undefined ? null : JSON.stringify(body),
    signal: call.signal,
  };
}

function fit(operation: string, schema: z.ZodType | undefined, value: unknown): unknown {
  if (schema === undefined) return undefined;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new AlignInvalidCallError(`${operation}: ${z.prettifyError(parsed.error)}`, { cause: parsed.error });
}

function toQuery(query: unknown): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {})) {
    if (value !== undefined) search.set(name, String(value));
  }
  return search.size === 0 ? '' : `?${search.toString()}`;
}

function headerToken(what: string, value: string): string {
  if (!HEADER_TOKEN.test(value)) {
    throw new AlignInvalidCallError(`${what} is empty, too long or holds characters no header can carry`);
  }
  return value;
}

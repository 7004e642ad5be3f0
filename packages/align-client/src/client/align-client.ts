import type { Endpoint } from '../endpoints/endpoint.ts';
import { type EndpointName, endpoints } from '../endpoints/endpoints.ts';
import type { AlignAnswer, AlignRequest, AlignTransport } from '../transport/create-align-transport.ts';
import { buildRequest } from './build-request.ts';
import type { AlignAnswerOf, AlignCall, UntypedCall } from './call.ts';
import type { CallRecord } from './call-record.ts';
import { type RateLimitReading, readRateLimit } from './read-rate-limit.ts';
import { readAnswer } from './read-answer.ts';

/** An API key that does not print; it is opened for each call. */
export interface AlignApiKey {
  reveal(): string;
}

export interface AlignClientOptions {
  /**
   * Told what Align says about the key's window, with each answer that says it, errors included. Must not
   * throw.
   */
  onRateLimit?: (reading: RateLimitReading) => void;
  /** Told of each call that has left, once it has ended. Must not throw. */
  onCall?: (call: CallRecord) => void;
}

type CallArguments<Name extends EndpointName> =
  Partial<AlignCall<Name>> extends AlignCall<Name> ? [call?: AlignCall<Name>] : [call: AlignCall<Name>];

export interface AlignClient {
  /**
   * Calls the endpoint of that name once and answers with its model. Throws an `AlignError`: `AlignApiError`,
   * `AlignRateLimitError`, `AlignNetworkError`, `AlignUnreadableAnswerError` or `AlignInvalidCallError`.
   */
  call<Name extends EndpointName>(name: Name, ...parts: CallArguments<Name>): Promise<AlignAnswerOf<Name>>;
}

/** A client for one API key on the process's transport; making one costs nothing. */
export function alignClient(
  transport: AlignTransport,
  key: AlignApiKey,
  options: AlignClientOptions = {},
): AlignClient {
  async function send(operation: EndpointName, call: UntypedCall): Promise<unknown> {
    const endpoint: Endpoint = endpoints[operation];
    const apiKey = key.reveal();
    const answer = await sendRecorded(
      transport,
      buildRequest({ operation, endpoint, call, apiKey }),
      options,
    );
    const reading = readRateLimit(answer.headers);
    if (reading !== undefined) options.onRateLimit?.(reading);
    return readAnswer({ operation, endpoint, answer, apiKey });
  }

  return {
    call: <Name extends EndpointName>(name: Name, ...[call]: CallArguments<Name>) =>
      send(name, call ?? {}) as Promise<AlignAnswerOf<Name>>,
  };
}

async function sendRecorded(
  transport: AlignTransport,
  request: AlignRequest,
  { onCall }: AlignClientOptions,
): Promise<AlignAnswer> {
  const sentAt = new Date();
  const startedAt = performance.now();
  let status: number | undefined;
  try {
    const answer = await transport.send(request);
    status = answer.status;
    return answer;
  } finally {
    const { method, path, body } = request;
    onCall?.({ method, path, body, status, sentAt, durationMs: performance.now() - startedAt });
  }
}

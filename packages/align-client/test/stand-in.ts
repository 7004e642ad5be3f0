import { createServer, type IncomingHttpHeaders, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import {
  type AlignClient,
  type AlignClientOptions,
  type AlignTransportOptions,
  alignClient,
  createAlignTransport,
} from '../src/index.ts';

export const apiKey = 'ako_9f8e7d6c5b4a39281706f5e4d3c2b1a0';

export interface SeenRequest {
  method: string;
  url: string;
  headers: IncomingHttpHeaders;
  body: string;
}

export interface StandIn {
  baseUrl: string;
  seen: SeenRequest[];
}

/** An HTTP server that answers as the test says, and closes with it. */
export async function startStandIn(
  answer: (response: ServerResponse, request: SeenRequest) => void,
): Promise<StandIn> {
  const seen: SeenRequest[] = [];
  const listener: RequestListener = (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      const entry = { method, url, headers, body: Buffer.concat(chunks).toString() };
      seen.push(entry);
      answer(response, entry);
    });
  };
  const server = createServer(listener);
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { baseUrl: `http://127.0.0.1:${port}/api/v1`, seen };
}

/** A client on a transport of its own, closed with the test. */
export function clientOf(options: AlignTransportOptions, clientOptions?: AlignClientOptions): AlignClient {
  const transport = createAlignTransport(options);
  onTestFinished(() => transport.close());
  return alignClient(transport, { reveal: () => apiKey }, clientOptions);
}

export function answerJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
  response.end(JSON.stringify(body));
}

/** A client whose every call is answered with this status, these headers and this body. */
export async function clientAnswered(answer: {
  status?: number;
  headers?: Record<string, string>;
  body?: string | Buffer;
}): Promise<AlignClient> {
  const { status = 200, headers = { 'content-type': 'application/json' }, body = '' } = answer;
  const { baseUrl } = await startStandIn((response) => {
    response.writeHead(status, headers);
    response.end(body);
  });
  return clientOf({ baseUrl });
}

/** What a promise was rejected with; fails the test where it was not. */
export async function rejection(promise: Promise<unknown>): Promise<unknown> {
  const resolved = Symbol('resolved');
  const reason: unknown = await promise.then(
    () => resolved,
    (error: unknown) => error,
  );
  if (reason === resolved) throw new Error('it was expected to fail');
  return reason;
}

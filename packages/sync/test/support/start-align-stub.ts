import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

export interface StubRequest {
  method: string;
  path: string;
  /** The key that it came with. */
  apiKey: string;
  body: unknown;
  atMs: number;
}

export interface StubAnswer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
  afterMs?: number;
}

export interface AlignStub {
  baseUrl: string;
  /** Everything that arrived, oldest first. */
  requests: StubRequest[];
  stop: () => Promise<void>;
}

/** A server in Align's place that answers as it is told, for what Align does only on a bad day. */
export async function startAlignStub(answer: (request: StubRequest) => StubAnswer): Promise<AlignStub> {
  const requests: StubRequest[] = [];
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const text = Buffer.concat(chunks).toString();
      const request = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        apiKey: incoming.headers.authorization?.replace('Bearer ', '') ?? '',
        body: text === '' ? undefined : (JSON.parse(text) as unknown),
        atMs: performance.now(),
      };
      requests.push(request);
      const { status, body = {}, headers = {}, afterMs = 0 } = answer(request);
      void delay(afterMs).then(() => {
        outgoing.writeHead(status, { 'content-type': 'application/json', ...headers });
        return outgoing.end(JSON.stringify(body));
      });
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`,
    requests,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

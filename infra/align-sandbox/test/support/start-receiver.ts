import { createServer, type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished, vi } from 'vitest';

type Received = { headers: IncomingHttpHeaders; rawBody: string };

/** An endpoint that keeps what it is sent and answers with the codes it is given, then 200. */
export async function startReceiver(codes: number[] = []) {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      received.push({ headers: request.headers, rawBody: Buffer.concat(chunks).toString('utf8') });
      response.writeHead(codes.shift() ?? 200, { 'content-type': 'application/json' });
      response.end('{"received":true}');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/hook`,
    received,
    /** Waits until so many deliveries have arrived. */
    until: (count: number) => vi.waitUntil(() => received.length >= count, { timeout: 10_000, interval: 5 }),
    envelopes: () => received.map(({ rawBody }) => JSON.parse(rawBody)),
  };
}

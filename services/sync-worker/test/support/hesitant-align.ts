import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands where Align would, and keeps everybody waiting for what they ask until it is told to answer. */
export async function openHesitantAlign(answer: () => unknown) {
  const asked: string[] = [];
  const ready = Promise.withResolvers<void>();
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    void ready.promise.then(() => {
      response.writeHead(200, { 'content-type': 'application/json' });
      return response.end(JSON.stringify(answer()));
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked: (): readonly string[] => asked,
    answerFromNowOn: () => ready.resolve(),
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}

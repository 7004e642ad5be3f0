import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { JWK } from 'jose';
import { afterAll } from 'vitest';

/** Serves a set of keys that can be changed, taken away and brought back, and counts who asks. */
export async function serveKeys() {
  const state = { keys: [] as JWK[], isAway: false, asked: 0 };
  const server = createServer((request, response) => {
    state.asked += 1;
    if (state.isAway) request.socket.destroy();
    else response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: state.keys }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  afterAll(() => {
    server.closeAllConnections();
    server.close();
  });
  const { port } = server.address() as AddressInfo;
  return { state, url: `http://127.0.0.1:${port}/jwks` };
}

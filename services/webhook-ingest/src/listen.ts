import { once } from 'node:events';
import { createServer } from 'node:net';
import type { FastifyInstance } from 'fastify';
import { acceptFaster } from './overload/accept-faster.ts';

declare module 'fastify' {
  interface FastifyListenOptions {
    /** Node's; fastify passes on what it does not know itself. */
    reusePort?: boolean;
  }
}

/** Connections that wait to be taken up; one that finds no place there comes again only after a second. */
const BACKLOG = 4_096;
/** Beside the server's own, where the system lets sockets share a port. */
const FURTHER_SOCKETS = 255;

/**
 * Listens, on Linux with many sockets.
 * @returns what stops the further sockets
 * @throws where somebody listens at the port already: sockets that may share one would take turns with that one without a word
 */
export async function listen(
  server: Pick<FastifyInstance, 'listen' | 'server'>,
  { host, port }: { host: string; port: number },
): Promise<() => void> {
  const address = { host, port, backlog: BACKLOG };
  if (process.platform !== 'linux') {
    await server.listen(address);
    return () => undefined;
  }
  await findFree(address);
  await server.listen({ ...address, reusePort: true });
  return acceptFaster(server.server, { sockets: FURTHER_SOCKETS, backlog: BACKLOG });
}

async function findFree(address: { host: string; port: number }): Promise<void> {
  const probe = createServer();
  await once(probe.listen(address), 'listening');
  await once(probe.close(), 'close');
}

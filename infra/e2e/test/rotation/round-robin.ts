import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface RoundRobin {
  url: string;
  /** The status of every answer so far. */
  statuses: number[];
  /** Whom the next requests go to. */
  point: (targets: readonly string[]) => void;
  stop: () => Promise<void>;
}

/** One address for several replicas of a service: each request goes to the next of them. */
export async function startRoundRobin(): Promise<RoundRobin> {
  const statuses: number[] = [];
  let targets: readonly string[] = [];
  let turn = 0;
  async function pass({ url, method = 'POST', headers }: IncomingMessage, body: Buffer): Promise<Response> {
    turn += 1;
    const kept = Object.entries(headers).filter(
      ([name]) => name.startsWith('x-align') || name === 'content-type',
    );
    const answer = await fetch(`${targets[turn % targets.length]}${url}`, {
      method,
      headers: Object.fromEntries(kept.map(([name, value]) => [name, String(value)])),
      body,
    }).catch(() => new Response('', { status: 502 }));
    statuses.push(answer.status);
    return answer;
  }

  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      void pass(incoming, Buffer.concat(chunks)).then(async (answer) => {
        outgoing.writeHead(answer.status, { 'content-type': 'application/json' });
        return outgoing.end(await answer.text());
      });
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    statuses,
    point: (next) => {
      targets = next;
    },
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}

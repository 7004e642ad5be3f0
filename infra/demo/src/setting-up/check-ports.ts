import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { StartFault } from '../start-fault.ts';

export interface WantedPort {
  port: number;
  /** Who is to listen on it. */
  owner: string;
  /** The variable that moves it. */
  variable: string;
}

/**
 * Makes sure that every port can be had, before anything is started. What an earlier run is still letting go of may be
 * taken for a moment, so a taken port is looked at again until `patienceMs` is over.
 * @throws StartFault that names the port and how to choose another.
 */
export async function checkPorts(wanted: readonly WantedPort[], patienceMs: number): Promise<void> {
  const deadline = Date.now() + patienceMs;
  for (const { port, owner, variable } of wanted) {
    let refusal = await tryPort(port);
    while (refusal === 'EADDRINUSE' && Date.now() < deadline) {
      await delay(100);
      refusal = await tryPort(port);
    }
    if (refusal === undefined) continue;
    const reason = refusal === 'EADDRINUSE' ? 'is taken by another program' : `cannot be used (${refusal})`;
    throw new StartFault(
      `Port ${port}, meant for ${owner}, ${reason}. ` +
        `Choose another with ${variable}=<port>, or move all of them: npm start -- --port-base 5000`,
    );
  }
}

async function tryPort(port: number): Promise<string | undefined> {
  const server = createServer();
  try {
    const listening = once(server, 'listening');
    server.listen(port, '127.0.0.1');
    await listening;
    return undefined;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code ?? String(error);
  } finally {
    server.close();
  }
}

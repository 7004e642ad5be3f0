import { once } from 'node:events';
import { createServer } from 'node:net';
import { freePort } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { checkPorts } from '../src/setting-up/check-ports.ts';

const wanted = (port: number) => [{ port, owner: 'the api', variable: 'API_PORT' }];

async function holdPort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { port: address.port, release: () => server.close() };
}

test('passes when every port is free', async () => {
  await expect(checkPorts(wanted(await freePort()), 0)).resolves.toBeUndefined();
});

test('names the taken port and how to choose another', async () => {
  const holder = await holdPort();
  await expect(checkPorts(wanted(holder.port), 0)).rejects.toThrow(
    new RegExp(`^Port ${holder.port}, meant for the api, is taken by another program.*API_PORT=`),
  );
  holder.release();
});

test('waits for a port that an earlier run is letting go of', async () => {
  const holder = await holdPort();
  setTimeout(holder.release, 150);
  await expect(checkPorts(wanted(holder.port), 5_000)).resolves.toBeUndefined();
});

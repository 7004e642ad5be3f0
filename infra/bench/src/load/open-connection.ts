import { once } from 'node:events';
import { connect } from 'node:net';

export interface Connection {
  /** Sends a whole request. @returns its answer's status; `broken` where none came whole */
  send: (request: Buffer) => Promise<string>;
  close: () => void;
}

const END_OF_HEAD = '\r\n\r\n';

/**
 * Opens a connection that carries one request after the other. It reads of an answer what it takes to know its status and its
 * end, so that little of the machine goes to those who ask; answers without a length it does not know.
 */
export async function openConnection({ hostname, port }: URL): Promise<Connection> {
  const socket = connect({ host: hostname, port: Number(port), noDelay: true });
  await once(socket, 'connect');
  let received = '';
  let settle: ((status: string) => void) | undefined;
  const answer = (status: string): void => {
    received = '';
    settle?.(status);
    settle = undefined;
  };
  socket.setEncoding('latin1');
  socket.on('data', (text: string) => {
    received += text;
    const status = statusOf(received);
    if (status !== undefined) answer(status);
  });
  socket.on('error', () => answer('broken'));
  socket.on('close', () => answer('broken'));
  return {
    send: (request) =>
      new Promise((resolve) => {
        if (socket.destroyed) return resolve('broken');
        settle = resolve;
        socket.write(request);
      }),
    close: () => socket.destroy(),
  };
}

/** The status of an answer that is here to its end. */
function statusOf(received: string): string | undefined {
  const endOfHead = received.indexOf(END_OF_HEAD);
  if (endOfHead === -1) return undefined;
  const length = /\r\ncontent-length: (\d+)\r\n/i.exec(received.slice(0, endOfHead + 2))?.[1];
  const isWhole = received.length >= endOfHead + END_OF_HEAD.length + Number(length);
  return isWhole ? received.slice('HTTP/1.1 '.length, 'HTTP/1.1 200'.length) : undefined;
}

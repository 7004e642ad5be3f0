import { setTimeout as delay } from 'node:timers/promises';
import type { FastifyReply } from 'fastify';
import type { Answer } from '../align/answer.ts';
import type { Wire } from '../faults/fault.ts';
import type { Holds } from '../holds/create-holds.ts';
import type { Exchange } from './exchange.ts';

type Of<Kind extends Wire['kind']> = Extract<Wire, { kind: Kind }>;
type Transmitters = { [Kind in Wire['kind']]: (wire: Of<Kind>, exchange: Exchange) => Promise<void> | void };

/** Puts an answer, or what is left of one, on the wire. A barrier in the middle stops after half of it. */
export async function transmit(wire: Wire, exchange: Exchange, holds: Holds): Promise<void> {
  const held = wire.kind === 'answer' ? holds.stop('mid-answer', exchange.request) : undefined;
  if (held !== undefined && wire.kind === 'answer')
    await writeInPieces(exchange.reply, wire.answer, { pieces: 2, pause: () => held });
  else await TRANSMITTERS[wire.kind](wire as never, exchange);
}

const TRANSMITTERS: Transmitters = {
  answer: ({ answer, headers = {} }, { reply }) => {
    reply.headers(headers).code(answer.status).send(answer.body);
  },
  text: ({ status, contentType, text }, { reply }) => {
    reply.code(status).type(contentType).send(text);
  },
  silence: (_wire, { reply }) => {
    reply.hijack();
  },
  cut: ({ isReset }, { request, reply }) => {
    reply.hijack();
    if (isReset) request.raw.socket.resetAndDestroy();
    else request.raw.socket.destroy();
  },
  drip: ({ answer, durationMs }, { reply }) =>
    writeInPieces(reply, answer, { pieces: DROPS, pause: () => delay(durationMs / DROPS) }),
};

/** Into how many pieces a slow answer is cut. */
const DROPS = 20;

type Pieces = { pieces: number; pause: () => Promise<void> };

async function writeInPieces(reply: FastifyReply, answer: Answer, { pieces, pause }: Pieces): Promise<void> {
  const text = Buffer.from(answer.body === undefined ? '' : JSON.stringify(answer.body));
  if (answer.body !== undefined)
    reply.headers({ 'content-type': 'application/json; charset=utf-8', 'content-length': text.length });
  const { raw } = reply.hijack();
  for (const [name, value] of Object.entries(reply.getHeaders()))
    if (value !== undefined) raw.setHeader(name, value);
  raw.writeHead(answer.status).flushHeaders();
  const size = Math.max(1, Math.ceil(text.length / pieces));
  for (let start = 0; start < text.length; start += size) {
    if (raw.destroyed) return;
    raw.write(text.subarray(start, start + size));
    await pause();
  }
  raw.end();
}

import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { z } from 'zod';
import { wallClockMs } from '../machine/wall-clock.ts';
import { type AlignAnswer, createAlign } from './answer-align.ts';
import { createLedger } from './ledger.ts';
import { loadRemoteEntries } from './remote-entries.ts';
import type { Answer } from './routes.ts';

const Settings = z.object({
  LIMIT_REQUESTS: z.coerce.number().int().default(0),
  LIMIT_WINDOW_MS: z.coerce.number().int().default(60_000),
  /** Each answer leaves so long after its request has arrived. */
  ANSWER_AFTER_MS: z.coerce.number().int().default(0),
  COUNTINGS: z
    .string()
    .default('exact,weighted')
    .transform((text) => z.array(z.enum(['exact', 'weighted'])).parse(text.split(','))),
  /** Where `remote_entries` is, if there is one. */
  DATABASE_URL: z.string().optional(),
});

const settings = Settings.parse(process.env);
const options = {
  limit:
    settings.LIMIT_REQUESTS === 0
      ? undefined
      : { requests: settings.LIMIT_REQUESTS, windowMs: settings.LIMIT_WINDOW_MS },
  countings: settings.COUNTINGS,
  listEntries:
    settings.DATABASE_URL === undefined ? undefined : await loadRemoteEntries(settings.DATABASE_URL),
};
let ledger = createLedger();
let align = createAlign(ledger, options);

/** What the bench asks the stand-in itself, below `/control`. */
const controls: Record<string, () => unknown> = {
  '/control/arrivals': () => ledger.arrivals,
  '/control/counts': () => ({ ...ledger.counts, arrivals: ledger.arrivals.length }),
  '/control/entities': () => [...ledger.entities()],
  '/control/reset': () => {
    ledger = createLedger();
    align = createAlign(ledger, options);
    return {};
  },
};

const server = createServer((request, response) => {
  const atMs = wallClockMs();
  const { pathname: path, searchParams: query } = new URL(request.url ?? '/', 'http://align');
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const control = controls[path];
    if (control !== undefined) return send(response, { status: 200, body: control() });
    const answer = align({
      atMs,
      key: request.headers.authorization ?? '',
      method: request.method ?? '',
      path: path.replace(/^\/api\/v1/, ''),
      query,
      idempotencyKey: idempotencyKeyOf(request),
      body: chunks.length === 0 ? {} : JSON.parse(Buffer.concat(chunks).toString()),
    });
    // What is made beforehand need not wait.
    const isSetUp = request.headers.authorization?.startsWith('Bearer setup-');
    if (settings.ANSWER_AFTER_MS === 0 || isSetUp) return send(response, answer, atMs);
    setTimeout(() => send(response, answer, atMs), settings.ANSWER_AFTER_MS);
  });
});
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  process.stdout.write(`Server listening at http://127.0.0.1:${port}\n`);
});

function idempotencyKeyOf(request: IncomingMessage): string | undefined {
  const given = request.headers['idempotency-key'];
  return typeof given === 'string' ? given : undefined;
}

function send(response: ServerResponse, answer: Answer | AlignAnswer, atMs?: number): void {
  const headers: Record<string, string> = { 'content-type': 'application/json' };
  if (answer.status === 429) headers['retry-after'] = '1';
  if (options.limit !== undefined && atMs !== undefined && 'remaining' in answer) {
    headers['x-ratelimit-limit'] = String(options.limit.requests);
    headers['x-ratelimit-remaining'] = String(answer.remaining);
    headers['x-ratelimit-reset'] = String(Math.ceil((atMs + options.limit.windowMs) / 1000));
  }
  response.writeHead(answer.status, headers);
  response.end(JSON.stringify(answer.body));
}

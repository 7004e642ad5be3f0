import type { FastifyRequest } from 'fastify';
import { type DestinationStream, type LevelWithSilent, type Logger, pino, stdTimeFunctions } from 'pino';

export type { Logger } from 'pino';

export interface LoggerOptions {
  name: string;
  level: LevelWithSilent;
  /** Where the lines go; stdout unless given. */
  destination?: DestinationStream;
}

const secretKeys = [
  'authorization',
  'apiKey',
  'encryptedApiKey',
  'hmacSecret',
  'secret',
  'webhookSecret',
  'routeToken',
  'password',
  'token',
  'cookie',
  'set-cookie',
  'connectionString',
  'x-align-signature',
  'svix-signature',
];

/** How deep a key may lie in what is logged and still be blotted out. */
const REDACTED_DEPTH = 4;

const redactedPaths = Array.from({ length: REDACTED_DEPTH }, (_, depth) => '*.'.repeat(depth)).flatMap(
  (parents) => secretKeys.map((key) => (parents === '' ? `["${key}"]` : `${parents.slice(0, -1)}["${key}"]`)),
);

/** A logger of JSON lines that blots out what keys of secrets hold. A request is named by its route, since its URL may hold a token. */
export function createLogger({ name, level, destination }: LoggerOptions): Logger {
  const options = {
    name,
    level,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label: string) => ({ level: label }) },
    redact: { paths: redactedPaths, censor: '***' },
    serializers: { req: describeRequest, err: describeError },
  };
  return destination === undefined ? pino(options) : pino(options, destination);
}

function describeRequest(request: FastifyRequest) {
  return { method: request.method, route: request.routeOptions.url, remoteAddress: request.ip };
}

/** Of bytes only their number is told: they may be anybody's, and blotting out fails on them. */
function describeError(error: Error) {
  const described = pino.stdSerializers.err(error);
  for (const [key, value] of Object.entries(described)) {
    if (ArrayBuffer.isView(value)) described[key] = `${value.byteLength} bytes`;
  }
  return described;
}

import { createAlignTransport } from '@illumera/align-client';
import { createApiClient, Problem } from '@illumera/api-models';
import { createLogger, createMetrics, readSettings } from '@illumera/runtime';
import type { Database } from '@illumera/schema';
import { keyringOf } from '@illumera/sealed';
import { useTestDatabase } from '@illumera/testkit';
import { afterAll } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { buildServer } from '../../src/build-server.ts';
import { settings } from '../../src/config.ts';
import type { StreamLimits } from '../../src/events/stream-limits.ts';
import { startIssuer } from './start-issuer.ts';

export const ENCRYPTION_KEY = '11'.repeat(32);

interface SignedIn {
  clerkUserId: string | null;
}

/** The whole api on a free port, with a database and an issuer of its own; `env` replaces any setting. */
export async function startApi(env: Record<string, string> = {}, streamLimits?: StreamLimits) {
  const { database, connectionString } = await useTestDatabase();
  return startApiOn(database, { DATABASE_URL: connectionString, ...env }, streamLimits);
}

/** The same on a database that is there already, or is not. */
export async function startApiOn(
  database: Database,
  env: Record<string, string>,
  streamLimits?: StreamLimits,
) {
  const issuer = await startIssuer();
  const { url, close, printRoutes, timeouts } = await listen(database, streamLimits, {
    DATABASE_URL: 'postgres://127.0.0.1:9/',
    ALIGN_ENCRYPTION_KEY: ENCRYPTION_KEY,
    ALIGN_BASE_URL: 'http://127.0.0.1:9/api/v1',
    ALIGN_WEBHOOK_BASE_URL: 'http://hooks.test/',
    AUTH_ISSUER: issuer.issuer,
    AUTH_JWKS_URL: issuer.jwksUrl,
    AUTH_AUTHORIZED_PARTIES: 'http://console.test',
    CONSOLE_DIRECTORY: '/nowhere',
    ...env,
  });
  const token = (user: SignedIn) => issuer.sign({ sub: user.clerkUserId ?? '' });

  /** Sends anything as anybody, or as nobody. */
  async function send(
    user: SignedIn | undefined,
    call: { method: string; path: string; body?: unknown; headers?: Record<string, string> },
  ): Promise<Response> {
    return fetch(`${url}${call.path}`, {
      method: call.method,
      headers: {
        ...(user === undefined ? {} : { authorization: `Bearer ${await token(user)}` }),
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...call.headers,
      },
      ...(call.body === undefined ? {} : { body: JSON.stringify(call.body) }),
    });
  }

  return {
    url,
    close,
    printRoutes,
    timeouts,
    token,
    database,
    issuer,
    send,
    as: (user: SignedIn) => createApiClient({ baseUrl: url, token: () => token(user) }),
  };
}

async function listen(
  database: Database,
  streamLimits: StreamLimits | undefined,
  env: Record<string, string>,
) {
  const read = readSettings(settings, env);
  const transport = createAlignTransport({ baseUrl: read.ALIGN_BASE_URL, timeoutMs: 5_000 });
  const server = await buildServer({
    database,
    transport,
    keyring: keyringOf(read),
    settings: read,
    logger: createLogger({ name: 'api', level: 'silent' }),
    ...(streamLimits === undefined ? {} : { streamLimits }),
    registry: createMetrics(),
    health: { name: 'api', version: packageJson.version, startedAt: new Date(), isDraining: () => false },
  });
  afterAll(async () => {
    await server.close();
    await transport.close();
  });
  const url = await server.listen({ host: '127.0.0.1', port: 0 });
  return {
    url,
    close: () => server.close(),
    printRoutes: () => server.printRoutes({ commonPrefix: false }),
    timeouts: () => {
      const { requestTimeout, headersTimeout } = server.server;
      return { requestTimeout, headersTimeout };
    },
  };
}

/** Reads a problem, and that it is one. */
export async function problemOf(response: Response): Promise<Problem> {
  return Problem.parse(await response.json());
}

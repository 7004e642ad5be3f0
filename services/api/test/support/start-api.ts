import { createAlignTransport } from '@illumera/align-client';
import { createApiClient, Problem } from '@illumera/api-models';
import { createLogger, createMetrics, readSettings } from '@illumera/runtime';
import type { Database } from '@illumera/schema';
import { keyringOf } from '@illumera/sealed';
import { useTestDatabase } from '@illumera/testkit';
import { afterAll } from 'vitest';
import { buildServer } from '../../src/build-server.ts';
import { settings } from '../../src/config.ts';
import { startIssuer } from './start-issuer.ts';

export const ENCRYPTION_KEY = '11'.repeat(32);

interface SignedIn {
  clerkUserId: string | null;
}

/** The whole api on a free port, with a database and an issuer of its own; `env` replaces any setting. */
export async function startApi(env: Record<string, string> = {}) {
  const { database, connectionString } = await useTestDatabase();
  return startApiOn(database, { DATABASE_URL: connectionString, ...env });
}

/** The same on a database that is there already, or is not. */
export async function startApiOn(database: Database, env: Record<string, string>) {
  const issuer = await startIssuer();
  const url = await listen(database, {
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
    database,
    issuer,
    send,
    as: (user: SignedIn) => createApiClient({ baseUrl: url, token: () => token(user) }),
  };
}

async function listen(database: Database, env: Record<string, string>): Promise<string> {
  const read = readSettings(settings, env);
  const transport = createAlignTransport({ baseUrl: read.ALIGN_BASE_URL, timeoutMs: 5_000 });
  const server = await buildServer({
    database,
    transport,
    keyring: keyringOf(read),
    settings: read,
    logger: createLogger({ name: 'api', level: 'silent' }),
    registry: createMetrics(),
    health: { name: 'api', version: '0.0.0', startedAt: new Date(), isDraining: () => false },
  });
  afterAll(async () => {
    await server.close();
    await transport.close();
  });
  return server.listen({ host: '127.0.0.1', port: 0 });
}

/** Reads a problem, and that it is one. */
export async function problemOf(response: Response): Promise<Problem> {
  return Problem.parse(await response.json());
}

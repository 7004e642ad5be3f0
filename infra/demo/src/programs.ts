import { join } from 'node:path';
import { addressesOf } from './addresses.ts';
import type { WantedPort } from './setting-up/check-ports.ts';
import type { Ports } from './settings.ts';
import type { ProcessDefinition, ProgramDefinition } from './supervisor/process-definition.ts';

export interface ProgramOptions {
  root: string;
  ports: Ports;
  databaseUrl: string;
  encryptionKey: string;
  sandboxState: string;
}

export interface Programs {
  /** What stands in for Align and signs the people in; it comes before the services. */
  sandbox: ProcessDefinition;
  services: ProcessDefinition[];
  buildConsole: ProgramDefinition;
  /** Fills an empty database; changes nothing in a full one. */
  seed: ProgramDefinition;
  /** Keeps the demo's people at work. */
  traffic: ProcessDefinition;
}

/** Each service serves its metrics this far above its own port. */
const METRICS_OFFSET = 6_000;

/** Everything that the demo runs besides Postgres. */
export function programsOf(options: ProgramOptions): Programs {
  const { root, ports } = options;
  const addresses = addressesOf(ports);
  const shared = {
    HOST: '127.0.0.1',
    DATABASE_URL: options.databaseUrl,
    ALIGN_ENCRYPTION_KEY: options.encryptionKey,
    ALIGN_BASE_URL: `${addresses.alignSandbox}/api/v1`,
    ALIGN_WEBHOOK_BASE_URL: addresses.webhookIngest,
    AUTH_ISSUER: `${addresses.alignSandbox}/issuer`,
    AUTH_JWKS_URL: `${addresses.alignSandbox}/issuer/jwks.json`,
    ENVIRONMENT_NAME: 'demo',
  };
  const reach = { API_URL: addresses.api, SANDBOX_URL: addresses.alignSandbox };
  const program = (name: string, folder: string, env: NodeJS.ProcessEnv): ProgramDefinition => ({
    name,
    command: process.execPath,
    args: ['src/main.ts'],
    env,
    workingDirectory: join(root, folder),
  });
  const service = (name: string, port: number): ProcessDefinition => ({
    ...program(name, `services/${name}`, {
      ...shared,
      PORT: String(port),
      METRICS_PORT: String(port + METRICS_OFFSET),
    }),
    readyUrl: `http://127.0.0.1:${port}/readyz`,
  });
  return {
    sandbox: {
      ...program('align-sandbox', 'infra/align-sandbox', {
        HOST: '127.0.0.1',
        PORT: String(ports.alignSandbox),
        SANDBOX_STATE_FILE: options.sandboxState,
        SANDBOX_PUBLIC_URL: addresses.alignSandbox,
      }),
      readyUrl: `${addresses.alignSandbox}/livez`,
    },
    services: [
      service('api', ports.api),
      service('webhook-ingest', ports.webhookIngest),
      service('sync-worker', ports.syncWorker),
    ],
    buildConsole: {
      name: 'console-build',
      command: join(root, 'node_modules/.bin/turbo'),
      args: ['run', 'build', '--filter=@illumera/console'],
      env: { TURBO_TELEMETRY_DISABLED: '1' },
      workingDirectory: root,
    },
    seed: {
      ...program('seed', 'infra/ops', { ...shared, ...reach }),
      args: ['src/main.ts', 'seed', 'demo'],
    },
    traffic: { ...program('traffic', 'infra/demo', reach), args: ['src/traffic.ts'] },
  };
}

/** Every port that those programs listen on. */
export function wantedPorts(ports: Ports): WantedPort[] {
  const services = [
    { port: ports.api, owner: 'the api and the console', variable: 'API_PORT' },
    { port: ports.webhookIngest, owner: 'webhook-ingest', variable: 'WEBHOOK_INGEST_PORT' },
    { port: ports.syncWorker, owner: 'the sync-worker', variable: 'SYNC_WORKER_PORT' },
  ];
  return [
    ...services,
    { port: ports.alignSandbox, owner: 'the Align stand-in', variable: 'ALIGN_SANDBOX_PORT' },
    ...services.map(({ port, owner, variable }) => ({
      port: port + METRICS_OFFSET,
      owner: `the metrics of ${owner}`,
      variable,
    })),
  ];
}

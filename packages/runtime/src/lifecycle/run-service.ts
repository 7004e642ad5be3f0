import type { Registry } from 'prom-client';
import type { z } from 'zod';
import { createLogger, type Logger } from '../create-logger.ts';
import type { Health } from '../health/health.ts';
import { createMetrics } from '../metrics/create-metrics.ts';
import { startMetricsServer } from '../metrics/start-metrics-server.ts';
import { readSettings } from '../settings/read-settings.ts';
import type { ServiceSettings } from '../settings/service-settings.ts';
import { SettingsError } from '../settings/settings-error.ts';
import { closeOnSignal } from './close-on-signal.ts';
import { createShutdown, type Shutdown } from './create-shutdown.ts';
import { describeStartFailure } from './describe-start-failure.ts';

export interface ServiceContext<Settings extends ServiceSettings> {
  settings: Settings;
  logger: Logger;
  /** Where the service's own metrics go; served at `METRICS_PORT`. */
  registry: Registry;
  health: Health;
  onStop: Shutdown['onStop'];
}

export interface ServiceDefinition<Settings extends ServiceSettings> {
  name: string;
  version: string;
  settings: z.ZodType<Settings>;
  env: NodeJS.ProcessEnv;
  /** Begins the service's work. It leaves what it opened with `onStop`, and is not to wait for Postgres: readiness tells. */
  start: (context: ServiceContext<Settings>) => Promise<void>;
}

/**
 * Runs a service until it is told to stop: reads its settings, serves its metrics, starts it, and closes in order on a
 * signal. What keeps it from starting is one message on stderr and exit code 1.
 */
export async function runService<Settings extends ServiceSettings>(
  definition: ServiceDefinition<Settings>,
): Promise<void> {
  const startedAt = new Date();
  const settings = readOrExit(definition);
  const { name, version } = definition;
  const logger = createLogger({ name, level: settings.LOG_LEVEL });
  const shutdown = createShutdown(logger);
  closeOnSignal(logger, shutdown.stop);
  const registry = createMetrics();
  const health = { name, version, startedAt, isDraining: shutdown.isDraining };
  try {
    const metrics = await startMetricsServer(registry, { host: settings.HOST, port: settings.METRICS_PORT });
    shutdown.onStop('resources', metrics.close);
    await definition.start({ settings, logger, registry, health, onStop: shutdown.onStop });
    logger.info({ version, metricsUrl: metrics.url }, 'started');
  } catch (error) {
    if (shutdown.isDraining()) return;
    logger.debug({ err: error }, 'could not start');
    await shutdown.stop();
    exitWith(`${name} cannot start: ${describeStartFailure(error)}`);
  }
}

function readOrExit<Settings extends ServiceSettings>(definition: ServiceDefinition<Settings>): Settings {
  try {
    return readSettings(definition.settings, definition.env);
  } catch (error) {
    if (error instanceof SettingsError) return exitWith(`${definition.name} cannot start: ${error.message}`);
    throw error;
  }
}

function exitWith(message: string): never {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

import { z } from 'zod';
import { setting } from './setting.ts';

/** How far above its public port a service serves its metrics. */
const METRICS_PORT_OFFSET = 6_000;

const common = (defaultPort: number) =>
  z
    .object({
      DATABASE_URL: setting.postgresUrl(),
      HOST: z.string().default('127.0.0.1'),
      PORT: setting.port().default(defaultPort),
      METRICS_PORT: setting.port().optional(),
      LOG_LEVEL: setting.logLevel().default('info'),
    })
    .transform((settings) => ({
      ...settings,
      METRICS_PORT: settings.METRICS_PORT ?? defaultMetricsPort(settings.PORT),
    }));

export type ServiceSettings = z.output<ReturnType<typeof common>>;

/** What every service reads (contract section 1), with the variables of one service beside it. */
export function serviceSettings<Own extends z.ZodRawShape>(
  own: Own,
  { defaultPort }: { defaultPort: number },
) {
  return z.intersection(common(defaultPort), z.object(own));
}

/** A port that the system chooses has no neighbour to name, so its metrics get one chosen as well. */
function defaultMetricsPort(port: number): number {
  if (port === 0) return 0;
  return port + METRICS_PORT_OFFSET <= 65_535 ? port + METRICS_PORT_OFFSET : port - METRICS_PORT_OFFSET;
}

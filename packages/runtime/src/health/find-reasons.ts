import type { Logger } from '../create-logger.ts';
import type { HealthCheck } from './health.ts';

/** A probe's patience is usually longer than this, and it is better told why than left waiting. */
const CHECK_TIMEOUT_MS = 3_000;

/** Runs all checks at once and returns the reasons of those that fail; what one throws is logged, not shown. */
export async function findReasons(
  checks: readonly HealthCheck[],
  logger: Pick<Logger, 'warn'>,
): Promise<string[]> {
  const reasons = await Promise.all(
    checks.map(async (check) => {
      const reason = await runCheck(check, logger);
      return reason === undefined ? [] : [`${check.name}: ${reason}`];
    }),
  );
  return reasons.flat();
}

async function runCheck(
  { name, check }: HealthCheck,
  logger: Pick<Logger, 'warn'>,
): Promise<string | undefined> {
  const timeout = Promise.withResolvers<string>();
  const timer = setTimeout(() => timeout.resolve('no answer in time'), CHECK_TIMEOUT_MS);
  try {
    return await Promise.race([check(), timeout.promise]);
  } catch (error) {
    logger.warn({ err: error, check: name }, 'a readiness check failed');
    return 'not reached';
  } finally {
    clearTimeout(timer);
  }
}

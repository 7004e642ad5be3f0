import closeWithGrace from 'close-with-grace';
import type { Logger } from '../create-logger.ts';

/** The whole of stopping; work that takes longer is cut off and exits 1 (contract section 1). */
const STOP_LIMIT_MS = 25_000;

/**
 * Stops the process on SIGTERM and SIGINT and exits 0, or 1 after an error that nobody caught. The signal may come twice,
 * from a supervisor and from the shell that passes it on; the second changes nothing.
 */
export function closeOnSignal(logger: Logger, stop: () => Promise<void>): void {
  const grace = closeWithGrace(
    { delay: STOP_LIMIT_MS, logger, skip: ['SIGTERM', 'SIGINT'] },
    async ({ err }) => {
      if (err !== undefined) logger.fatal({ err }, 'an error that nobody caught');
      await stop();
      logger.info('stopped');
    },
  );
  let asked = false;
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.on(signal, () => {
      if (asked) return;
      asked = true;
      logger.info({ signal }, 'stopping');
      grace.close();
    });
  }
}

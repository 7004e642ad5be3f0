import closeWithGrace from 'close-with-grace';
import { z } from 'zod';
import { buildSandbox } from './build-sandbox.ts';
import { Config } from './config.ts';

const config = Config.safeParse(process.env);
if (config.success) await run(config.data).catch((error: unknown) => refuse(reasonOf(error)));
else refuse(z.prettifyError(config.error));

async function run(settings: z.output<typeof Config>): Promise<void> {
  const app = buildSandbox({
    storeFile: settings.SANDBOX_STATE_FILE,
    publicUrl: settings.SANDBOX_PUBLIC_URL,
    switches: settings.SANDBOX_SWITCHES,
    seed: settings.SANDBOX_SEED,
    logger: { level: settings.LOG_LEVEL },
  });
  await app.listen({ host: settings.HOST, port: settings.PORT });
  closeWithGrace({ logger: app.log }, async ({ err }) => {
    if (err !== undefined) app.log.fatal({ err }, 'stopping after an error');
    await app.close();
  });
}

function refuse(reason: string): never {
  process.stderr.write(`The Align sandbox cannot start:\n${reason}\n`);
  process.exit(1);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

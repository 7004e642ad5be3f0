import formbody from '@fastify/formbody';
import fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { createRateWindow } from './align/rate-window.ts';
import { acceptEmptyJson } from './api/accept-empty-json.ts';
import { apiPlugin } from './api/api-plugin.ts';
import type { Clock } from './clock/clock.ts';
import { createSandbox } from './create-sandbox.ts';
import { controlPlugin } from './control/control-plugin.ts';
import { assetRoutes } from './html/asset-routes.ts';
import { issuerPlugin } from './issuer/issuer-plugin.ts';
import { pagePlugin } from './page/page-plugin.ts';
import { refuseCrossSite } from './refuse-cross-site.ts';
import { resetSandbox } from './reset-sandbox.ts';
import { startPurge } from './store/start-purge.ts';
import type { SwitchChanges } from './switches/switches.ts';
import { startSender } from './webhooks/start-sender.ts';

export type SandboxOptions = {
  /** A SQLite file; memory where it is undefined. */
  storeFile?: string | undefined;
  /** The machine's own by default; Align's clock runs on top of it. */
  clock?: Clock;
  /** Makes ids, secrets and chance the same in every run; another one each time by default. */
  seed?: string | undefined;
  /** How switches stand until they are turned. */
  switches?: SwitchChanges;
  /** Where a browser reaches the app; by default the address it listens on. */
  publicUrl?: string | undefined;
  logger?: FastifyServerOptions['logger'];
};

/** Builds the stand-in around its state; `listen` on the app starts it, `close` stops it and its sender. */
export function buildSandbox(options: SandboxOptions = {}): FastifyInstance {
  const app = fastify({
    logger: options.logger ?? false,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    bodyLimit: 2 ** 20,
  });
  const publicUrl = () => options.publicUrl ?? app.listeningOrigin;
  const sandbox = createSandbox({ ...options, publicUrl });
  const sender = startSender(sandbox);
  sandbox.wakeSender = sender.wake;
  const stopPurge = startPurge(sandbox);
  const windows = { requests: createRateWindow(), testDeliveries: createRateWindow() };
  const reset = () => {
    for (const window of Object.values(windows)) window.clear();
    resetSandbox(sandbox);
  };
  app.addHook('onClose', async () => {
    stopPurge();
    await sender.stop();
    sandbox.store.close();
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  acceptEmptyJson(app);
  app.register(formbody);
  app.addHook('onRequest', refuseCrossSite);
  app.get('/livez', () => ({ status: 'ok' }));
  app.register(apiPlugin, { prefix: '/api/v1', sandbox, windows });
  app.register(controlPlugin, { prefix: '/control', sandbox, reset });
  app.register(issuerPlugin, { prefix: '/issuer', sandbox });
  app.register(assetRoutes, { prefix: '/assets' });
  app.register(pagePlugin, { sandbox });
  return app;
}

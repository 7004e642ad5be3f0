import formbody from '@fastify/formbody';
import fastify, { type FastifyInstance, type FastifyServerOptions, LogController } from 'fastify';
import { serializerCompiler, validatorCompiler } from 'fastify-type-provider-zod';
import { createSlidingWindow } from './align/sliding-window.ts';
import { acceptEmptyJson } from './api/accept-empty-json.ts';
import { apiPlugin } from './api/api-plugin.ts';
import { RATE_LIMIT } from './api/steps/limit-rate.ts';
import { type Clock, systemClock } from './clock.ts';
import { controlPlugin } from './control/control-plugin.ts';
import { assetRoutes } from './html/asset-routes.ts';
import { issuerPlugin } from './issuer/issuer-plugin.ts';
import { pagePlugin } from './page/page-plugin.ts';
import { type Randomness, systemRandomness } from './randomness.ts';
import { refuseCrossSite } from './refuse-cross-site.ts';
import type { Sandbox } from './sandbox.ts';
import { startPurge } from './store/start-purge.ts';
import { openStore } from './store/open-store.ts';
import type { EventCatalog } from './webhooks/event-catalog.ts';
import { startSender } from './webhooks/start-sender.ts';

export type SandboxOptions = {
  /** A SQLite file; memory where it is undefined. */
  storeFile?: string | undefined;
  clock?: Clock;
  randomness?: Randomness;
  /** Where a browser reaches the app; by default the address it listens on. */
  publicUrl?: string | undefined;
  eventCatalog?: EventCatalog;
  logger?: FastifyServerOptions['logger'];
};

/** S3 "Rate limiting" of test deliveries. */
const TEST_LIMIT = { limit: 10, windowMs: 60 * 60 * 1000 };

/** Builds the stand-in around its state; `listen` on the app starts it, `close` stops it and its sender. */
export function buildSandbox(options: SandboxOptions = {}): FastifyInstance {
  const app = fastify({
    logger: options.logger ?? false,
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: true,
    bodyLimit: 2 ** 20,
  });
  const sandbox = createSandbox(app, options);
  const sender = startSender(sandbox);
  sandbox.wakeSender = sender.wake;
  const stopPurge = startPurge(sandbox);
  const windows = {
    requests: createSlidingWindow(RATE_LIMIT),
    testDeliveries: createSlidingWindow(TEST_LIMIT),
  };
  const clearWindows = () => {
    for (const window of Object.values(windows)) window.clear();
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
  app.register(controlPlugin, { prefix: '/control', sandbox, clearWindows });
  app.register(issuerPlugin, { prefix: '/issuer', sandbox });
  app.register(assetRoutes, { prefix: '/assets' });
  app.register(pagePlugin, { sandbox });
  return app;
}

function createSandbox(app: FastifyInstance, options: SandboxOptions): Sandbox {
  return {
    store: openStore(options.storeFile),
    clock: options.clock ?? systemClock,
    randomness: options.randomness ?? systemRandomness,
    eventCatalog: options.eventCatalog ?? 'all',
    publicUrl: () => options.publicUrl ?? app.listeningOrigin,
    wakeSender: () => {},
  };
}

import helmet from '@fastify/helmet';
import fp from 'fastify-plugin';

/**
 * Headers that keep browsers strict. The console loads everything from its own origin, nothing of it inline, and talks to
 * the token issuer besides.
 */
export const securityHeaders = fp<{ issuer: string }>(async (app, { issuer }) => {
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        manifestSrc: ["'self'"],
        connectSrc: ["'self'", new URL(issuer).origin],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    frameguard: { action: 'deny' },
    referrerPolicy: { policy: 'no-referrer' },
  });
});

import type { onRequestHookHandler } from 'fastify';

/** The page and the control API ask for no sign-in, so no other site's page may post to them. */
export const refuseCrossSite: onRequestHookHandler = (request, reply, done) => {
  const isSafe = request.method === 'GET' || request.method === 'HEAD' || request.method === 'OPTIONS';
  const isMeantForOthers = request.url.startsWith('/issuer/token');
  if (isSafe || isMeantForOthers || request.headers['sec-fetch-site'] !== 'cross-site') done();
  else reply.code(403).send({ error: 'forbidden', message: 'Requests from other sites are refused.' });
};

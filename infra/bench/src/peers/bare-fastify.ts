import { fastify } from 'fastify';
import { takeRawBodies } from './take-raw-bodies.ts';

/** A route that does nothing: what the machine can answer at most. */
const server = takeRawBodies(fastify());
server.post('/*', async () => ({ received: true }));
process.stdout.write(`Server listening at ${await server.listen({ host: '127.0.0.1', port: 0 })}\n`);

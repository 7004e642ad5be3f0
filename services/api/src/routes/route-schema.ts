import { Problem, type ProblemCode, type RouteDescriptor, type RouteName } from '@illumera/api-models';
import type { FastifySchema } from 'fastify';
import { z } from 'zod';
import { problemKinds } from '../problems/problem-kinds.ts';
import { PROBLEM_TYPE } from '../problems/send-error.ts';

const everyRoute: ProblemCode[] = ['unauthenticated', 'forbidden', 'internal_error', 'unavailable'];
const withInput: ProblemCode[] = ['validation_failed'];
const withBody: ProblemCode[] = ['payload_too_large', 'unsupported_media_type'];
const withParams: ProblemCode[] = ['not_found'];
const withChange: ProblemCode[] = ['conflict'];
const withAlign: ProblemCode[] = ['align_unreachable'];
const withBudget: ProblemCode[] = ['rate_limited'];

/** The routes whose answer waits for one of Align's. */
const callsAlign = new Set<string>([
  'connectAlign',
  'updateConnection',
  'rotateWebhookSecret',
  'testConnection',
  'unlockTimeEntry',
] satisfies RouteName[]);

function success(answer: RouteDescriptor['answer']) {
  if ('model' in answer) {
    return { description: 'Done.', content: { 'application/json': { schema: answer.model } } };
  }
  if ('events' in answer) {
    return { description: 'Goes on.', content: { 'text/event-stream': { schema: answer.events } } };
  }
  return z.null().describe('Done; there is nothing to tell.');
}

/** What fastify checks of a route's calls and answers, and what OpenAPI tells of it. */
export function routeSchema(name: string, route: RouteDescriptor): FastifySchema {
  const { params, query, body, answer } = route;
  return {
    operationId: name,
    summary: route.summary,
    description: `For: ${route.roles.join(', ')}.`,
    tags: [route.tag],
    security: [{ bearer: [] }],
    ...(params === undefined ? {} : { params }),
    ...(query === undefined ? {} : { querystring: query }),
    ...(body === undefined ? {} : { body }),
    response: {
      [answer.status]: success(answer),
      ...('dryRunStatus' in answer && answer.dryRunStatus ? { [answer.dryRunStatus]: success(answer) } : {}),
      ...problemResponses(name, route),
    },
  };
}

function problemResponses(name: string, route: RouteDescriptor) {
  const codes = [
    ...everyRoute,
    ...((route.params ?? route.query ?? route.body) ? withInput : []),
    ...(route.body ? withBody : []),
    ...((route.params ?? route.body ?? route.query) ? withParams : []),
    ...(route.method === 'GET' ? [] : withChange),
    ...(callsAlign.has(name) ? withAlign : []),
    ...(name === 'testConnection' ? withBudget : []),
  ];
  return Object.fromEntries(
    codes.map((code) => [
      problemKinds[code].status,
      { description: problemKinds[code].title, content: { [PROBLEM_TYPE]: { schema: Problem } } },
    ]),
  );
}

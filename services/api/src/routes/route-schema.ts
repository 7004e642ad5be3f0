import { Problem, type ProblemCode, type RouteDescriptor } from '@illumera/api-models';
import type { FastifySchema } from 'fastify';
import { z } from 'zod';
import { bodyExamples } from '../openapi/body-examples.ts';
import { problemKinds } from '../problems/problem-kinds.ts';
import { PROBLEM_TYPE } from '../problems/send-error.ts';
import { callsAlign } from './calls-align.ts';

const everyRoute: ProblemCode[] = [
  'unauthenticated',
  'forbidden',
  'rate_limited',
  'internal_error',
  'unavailable',
];
const withInput: ProblemCode[] = ['validation_failed'];
const withBody: ProblemCode[] = ['payload_too_large', 'unsupported_media_type'];
const withParams: ProblemCode[] = ['not_found'];
const withChange: ProblemCode[] = ['conflict'];
const withKey: ProblemCode[] = ['idempotency_key_reused'];
const withAlign: ProblemCode[] = ['align_unreachable'];

/** What a caller may say of a POST beside its body; other headers pass. */
const PostHeaders = z.looseObject({
  'idempotency-key': z
    .string()
    .regex(/^[\x21-\x7e]{1,255}$/, 'must be 1 to 255 visible characters')
    .optional()
    .describe('Makes the call again without doing it again: the first answer is kept for 24 h.')
    .meta({ examples: ['019aa3c4-5b1e-7c52-9a57-1f0c2d9be001'] }),
});

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
    ...(body === undefined ? {} : { body: exemplified(name, body) }),
    ...(route.method === 'POST' ? { headers: PostHeaders } : {}),
    response: {
      [answer.status]: success(answer),
      ...('dryRunStatus' in answer && answer.dryRunStatus ? { [answer.dryRunStatus]: success(answer) } : {}),
      ...problemResponses(name, route),
    },
  };
}

/** A body with what to send in it. */
function exemplified(name: string, body: NonNullable<RouteDescriptor['body']>): z.ZodType {
  const example = Object.entries(bodyExamples).find(([route]) => route === name)?.[1];
  return example === undefined ? body : body.meta({ ...body.meta(), examples: [example] });
}

function problemResponses(name: string, route: RouteDescriptor) {
  const codes = [
    ...everyRoute,
    ...((route.params ?? route.query ?? route.body ?? route.method === 'POST') ? withInput : []),
    ...(route.body ? withBody : []),
    ...((route.params ?? route.body ?? route.query) ? withParams : []),
    ...(route.method === 'GET' ? [] : withChange),
    ...(route.method === 'POST' ? withKey : []),
    ...(callsAlign.has(name) ? withAlign : []),
  ];
  return Object.fromEntries(
    codes.map((code) => [
      problemKinds[code].status,
      { description: problemKinds[code].title, content: { [PROBLEM_TYPE]: { schema: Problem } } },
    ]),
  );
}

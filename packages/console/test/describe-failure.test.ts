import { ApiProblemError } from '@illumera/api-models';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { connectingAdvice } from '../src/features/integration/connecting-advice.ts';
import { describeFailure } from '../src/wording/describe-failure.ts';

const problem = {
  type: 'about:blank',
  title: 'Validation failed',
  status: 400,
  code: 'validation_failed',
  detail: 'One field does not fit.',
  requestId: 'request-1',
  errors: [{ field: 'body.minutes', message: 'Too big' }],
} as const;

test('a refusal shows the API’s own account, its request and its fields', () => {
  expect(describeFailure(new ApiProblemError(400, { ...problem, errors: [...problem.errors] }))).toEqual({
    title: 'Validation failed',
    detail: 'One field does not fit.',
    requestId: 'request-1',
    fields: { minutes: 'Too big' },
  });
});

test('an answer without an account still says what happened', () => {
  const failure = describeFailure(new ApiProblemError(502, undefined));
  expect(failure.detail).toContain('502');
});

test('an unreachable API and an unreadable answer are told apart', () => {
  const unreadable = z.string().safeParse(1).error;
  expect(describeFailure(new TypeError('fetch failed')).title).toBe('The API cannot be reached');
  expect(describeFailure(unreadable).title).toBe('The answer could not be understood');
});

test('a key of one project is answered with what to do about it', () => {
  const refused = new ApiProblemError(400, { ...problem, code: 'project_scoped_key', errors: undefined });
  expect(connectingAdvice(refused)).toContain('Organization');
  expect(connectingAdvice(new TypeError('fetch failed'))).toBeUndefined();
});

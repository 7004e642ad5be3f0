import { format, inspect } from 'node:util';
import { expect, test } from 'vitest';
import { concealed } from '../src/index.ts';

const secret = concealed('whsec_visible');

test('gives its value to whoever asks for it by name', () => {
  expect(secret.reveal()).toBe('whsec_visible');
});

test.each([
  ['a string', String(secret)],
  ['JSON', JSON.stringify({ secret })],
  ['inspect', inspect({ secret }, { depth: 9, showHidden: true })],
  ['format', format('%s %o %j', secret, secret, secret)],
])('prints as *** in %s', (_, printed) => {
  expect(printed).toContain('***');
  expect(printed).not.toContain('visible');
});

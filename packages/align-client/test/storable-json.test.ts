import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { storableJson, storableText } from '../src/index.ts';

test.each([[{ a: [1, 'x', null, true, { b: '😀' }] }], ['text'], [[]]])('lets %j be stored', (value) => {
  expect(storableJson(value)).toBe(true);
});

test.each([
  ['NUL in a text', '["a\\u0000b"]'],
  ['NUL in a name', '{"a\\u0000":1}'],
  ['a lone surrogate', '{"a":"\\ud800"}'],
  ['a lone surrogate in a name', '{"\\udc00":1}'],
  ['a number beyond a double', '{"a":1e400}'],
  ['400,000 levels', `${'['.repeat(400_000)}${']'.repeat(400_000)}`],
])('does not let %s be stored', (_what, text) => {
  expect(storableJson(JSON.parse(text))).toBe(false);
});

test('makes any text fit to be stored, and leaves a fit one alone', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), (text, graphemes) => {
      expect(storableJson(storableText(text))).toBe(true);
      expect(storableText(graphemes)).toBe(graphemes.replaceAll('\0', ''));
    }),
  );
});

import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { vectorsDirectory, vectorsMissing, vectorsNote } from '@illumera/testkit';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { checkTimestamp, signBody, verifySignature } from '../src/index.ts';

const secret = 'whsec_abc123';
const body = Buffer.from('{"organizationId":"org-1", "data" : {"id":"te-1","note":"\\u00e9 é"}}');

test('signs as the test helper of S1 does, with the secret as it is', () => {
  const expected = `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
  expect(signBody(secret, body)).toBe(expected);
  expect(verifySignature(secret, body, expected)).toBe(true);
  expect(verifySignature('abc123', body, expected)).toBe(false);
});

test('takes a secret in UTF-8', () => {
  const key = Buffer.from('schlüssel-🔑', 'utf8');
  const expected = `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;
  expect(verifySignature('schlüssel-🔑', body, expected)).toBe(true);
});

const good = signBody(secret, body);
test.each([
  ['nothing', undefined],
  ['an empty text', ''],
  ['the prefix alone', 'sha256='],
  ['bare hex', good.slice(7)],
  ['another algorithm', good.replace('sha256', 'sha1')],
  ['an upper-case prefix', good.replace('sha256', 'SHA256')],
  ['upper-case hex', `sha256=${good.slice(7).toUpperCase()}`],
  ['one digit less', good.slice(0, -1)],
  ['one digit more', `${good}0`],
  ['a line end', `${good}\n`],
  ['a space before', ` ${good}`],
  ['two joined headers', `${good}, ${good}`],
  ['wide characters', `sha256=${'é'.repeat(64)}`],
  ['10 kB', `sha256=${'a'.repeat(10_000)}`],
])('refuses %s as a signature', (_what, header) => {
  expect(verifySignature(secret, body, header)).toBe(false);
});

test('refuses the same JSON in other bytes', () => {
  const rewritten = Buffer.from(JSON.stringify(JSON.parse(body.toString())));
  expect(verifySignature(secret, rewritten, good)).toBe(false);
});

test('refuses any flipped bit of body, signature or secret', () => {
  const anything = fc.record({
    bytes: fc.uint8Array({ minLength: 1, maxLength: 64 }),
    key: fc.string({ minLength: 1, maxLength: 70 }),
    at: fc.nat(),
    bit: fc.integer({ min: 0, max: 7 }),
  });
  fc.assert(
    fc.property(anything, ({ bytes, key, at, bit }) => {
      const header = signBody(key, bytes);
      expect(verifySignature(key, bytes, header)).toBe(true);
      const flip = (source: Uint8Array) =>
        source.map((byte, i) => (i === at % source.length ? byte ^ (1 << bit) : byte));
      const tag = Buffer.from(flip(Buffer.from(header.slice(7), 'hex'))).toString('hex');
      expect(verifySignature(key, flip(bytes), header)).toBe(false);
      expect(verifySignature(key, bytes, `sha256=${tag}`)).toBe(false);
      expect(verifySignature(`${key}x`, bytes, header)).toBe(false);
    }),
  );
});

const MacVectors = z.object({
  testGroups: z.array(
    z.object({
      tests: z.array(
        z.object({ key: z.string(), msg: z.string(), tag: z.string(), result: z.enum(['valid', 'invalid']) }),
      ),
    }),
  ),
});

test.skipIf(vectorsMissing)(`agrees with the HMAC-SHA256 vectors of Wycheproof${vectorsNote}`, () => {
  const file = readFileSync(`${vectorsDirectory}/wycheproof/hmac_sha256_test.json`, 'utf8');
  const cases = MacVectors.parse(JSON.parse(file)).testGroups.flatMap(({ tests }) => tests);
  for (const { key, msg, tag, result } of cases) {
    const accepted = verifySignature(Buffer.from(key, 'hex'), Buffer.from(msg, 'hex'), `sha256=${tag}`);
    // Some vectors cut the tag off; only a whole one is a signature of Align's.
    expect(accepted).toBe(result === 'valid' && tag.length === 64);
  }
  expect(cases).toHaveLength(174);
});

const nowSeconds = 1_750_000_000;
test.each([
  [0, 'fresh'],
  [-299, 'fresh'],
  [299, 'fresh'],
  [-300, 'fresh'],
  [300, 'fresh'],
  [-301, 'stale'],
  [301, 'stale'],
])('judges a time %i s away as %s', (offset, judged) => {
  for (const ms of [0, 999]) {
    expect(checkTimestamp(String(nowSeconds + offset), nowSeconds * 1000 + ms)).toBe(judged);
  }
});

test.each([
  [undefined],
  [''],
  ['NaN'],
  ['1750000000000'],
  ['175000000'],
  ['1750000000.5'],
  ['-750000000'],
  ['+750000000'],
  ['0x6850F000'],
  ['1750000000abc'],
  [' 1750000000'],
  ['1750000000\n'],
  ['1750000000, 1750000000'],
  ['１７５０００００００'],
])('calls the time %j malformed', (header) => {
  expect(checkTimestamp(header, nowSeconds * 1000)).toBe('malformed');
});

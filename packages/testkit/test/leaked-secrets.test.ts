import { expect, test } from 'vitest';
import { leakedSecrets } from '../src/index.ts';

const secret = 'ako_0123456789abcdefghij';
const header = `Bearer ${secret}`;

test.each([
  ['as it is', `so ${secret}!`],
  ['as it is', `cut off: ${secret.slice(0, 14)}`],
  ['as it is', `cut off: ${secret.slice(8)}`],
  ['with escapes of JSON', header.replaceAll(/./g, (one) => `\\u00${one.charCodeAt(0).toString(16)}`)],
  ['with escapes of a URL', header.replaceAll(/./g, (one) => `%${one.charCodeAt(0).toString(16)}`)],
  ['in hexadecimal digits', Buffer.from(header).toString('hex')],
  ['in hexadecimal digits', `f${Buffer.from(header).toString('hex').toUpperCase()}`],
  ['in Base64', Buffer.from(header).toString('base64')],
  ['in Base64', `xyz${Buffer.from(`?${secret}`).toString('base64url')}`],
])('finds a secret %s', (way, text) => {
  expect(leakedSecrets(`{"before":"${text}"}`, { key: secret, other: 'nowhere to be found' })).toEqual([
    `key ${way}`,
  ]);
});

test('finds nothing in its last four characters or its hash', () => {
  expect(leakedSecrets('…ghij 6d7f0c3e1a9b4d5f8e7c6b5a49382716', { key: secret })).toEqual([]);
});

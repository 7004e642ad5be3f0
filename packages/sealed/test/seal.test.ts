import { randomBytes } from 'node:crypto';
import { inspect } from 'node:util';
import { expect, test } from 'vitest';
import { createKeyring, keyIdOf, openSealed, SealedError, type SealedFault, seal } from '../src/index.ts';

const newKey = () => randomBytes(32).toString('hex');
const current = newKey();
const keyring = createKeyring({ current, retired: [] });
const place = { table: 'align_connections', row: 'row-1', column: 'webhook_secret' };

function faultOf(attempt: () => unknown): SealedFault | undefined {
  try {
    attempt();
    return undefined;
  } catch (error) {
    if (error instanceof SealedError) return error.fault;
    throw error;
  }
}

test.each(['whsec_abc', '', 'ключ 🗝️', 'x'.repeat(10_000)])('opens what it sealed', (plaintext) => {
  expect(openSealed(keyring, seal(keyring, plaintext, place), place)).toBe(plaintext);
});

test('seals the same text differently every time', () => {
  expect(seal(keyring, 'same', place)).not.toBe(seal(keyring, 'same', place));
});

test('names the key, a 96-bit IV and a 128-bit tag in the format', () => {
  const [version, keyId, iv, tag] = seal(keyring, 'secret', place).split(':');
  expect([version, keyId]).toEqual(['v1', keyring.currentKeyId]);
  expect(Buffer.from(iv ?? '', 'base64url')).toHaveLength(12);
  expect(Buffer.from(tag ?? '', 'base64url')).toHaveLength(16);
});

test.each([
  ['table', { ...place, table: 'other' }],
  ['row', { ...place, row: 'row-2' }],
  ['column', { ...place, column: 'previous_webhook_secret' }],
  ['boundary between its parts', { ...place, table: 'align_connectionsrow', row: '-1' }],
])('does not open after a move to another %s', (_, elsewhere) => {
  const sealed = seal(keyring, 'secret', place);
  expect(faultOf(() => openSealed(keyring, sealed, elsewhere))).toBe('does_not_open');
});

test('refuses every change of every character', () => {
  const sealed = seal(keyring, 'a secret of some length', place);
  for (let index = 0; index < sealed.length; index++) {
    for (const replacement of ['A', 'B', 'w', '0', '_', ':', '=']) {
      if (sealed[index] === replacement) continue;
      const changed = sealed.slice(0, index) + replacement + sealed.slice(index + 1);
      expect(
        faultOf(() => openSealed(keyring, changed, place)),
        `character ${index}`,
      ).toBeDefined();
    }
  }
});

test('refuses every flipped byte of IV, tag and ciphertext', () => {
  const parts = seal(keyring, 'a secret', place).split(':');
  for (const part of [2, 3, 4]) {
    const bytes = Buffer.from(parts[part] ?? '', 'base64url');
    for (let index = 0; index < bytes.length; index++) {
      const flipped = Buffer.from(bytes);
      flipped[index] = (bytes[index] ?? 0) ^ 1;
      const changed = parts.with(part, flipped.toString('base64url')).join(':');
      expect(faultOf(() => openSealed(keyring, changed, place))).toBe('does_not_open');
    }
  }
});

test('refuses a shortened tag', () => {
  const parts = seal(keyring, 'a secret', place).split(':');
  const tag = Buffer.from(parts[3] ?? '', 'base64url');
  for (let length = 0; length < tag.length; length++) {
    const changed = parts.with(3, tag.subarray(0, length).toString('base64url')).join(':');
    expect(faultOf(() => openSealed(keyring, changed, place))).toBe('malformed');
  }
});

test.each(['', 'v1', 'plain text', 'v2:00000000:AAAA:AAAA:AAAA', 'v1:0000000g:AAAA:AAAA:AAAA', 'v1:::::'])(
  'calls %j malformed',
  (text) => {
    expect(faultOf(() => openSealed(keyring, text, place))).toBe('malformed');
    expect(faultOf(() => keyIdOf(text))).toBe('malformed');
  },
);

test('opens with a retired key and seals with the current one', () => {
  const rotated = createKeyring({ current: newKey(), retired: [current] });
  const old = seal(keyring, 'kept', place);
  expect(openSealed(rotated, old, place)).toBe('kept');
  expect(keyIdOf(old)).toBe(keyring.currentKeyId);
  expect(keyIdOf(seal(rotated, 'kept', place))).toBe(rotated.currentKeyId);
});

test('does not know the key of another keyring', () => {
  const sealed = seal(createKeyring({ current: newKey(), retired: [] }), 'secret', place);
  expect(faultOf(() => openSealed(keyring, sealed, place))).toBe('unknown_key');
});

test.each(['', 'abc', 'z'.repeat(64), '0'.repeat(63), '0'.repeat(65)])('refuses the key %j', (key) => {
  expect(faultOf(() => createKeyring({ current: key, retired: [] }))).toBe('bad_key');
  expect(faultOf(() => createKeyring({ current, retired: [key] }))).toBe('bad_key');
});

test('says nothing of the value or the key in its errors or when printed', () => {
  const sealed = seal(keyring, 'the-plaintext', place);
  const failures = [sealed.slice(0, -2), 'the-plaintext'].map((text) => {
    try {
      return openSealed(keyring, text, { ...place, row: 'other' });
    } catch (error) {
      return inspect(error, { depth: 9, showHidden: true });
    }
  });
  const printed = failures.join('\n') + inspect(keyring, { depth: 9, showHidden: true });
  for (const word of ['the-plaintext', sealed, current]) expect(printed).not.toContain(word);
});

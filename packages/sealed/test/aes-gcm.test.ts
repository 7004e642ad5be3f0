import { createSecretKey } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { decrypt } from '../src/aes-gcm.ts';

interface Vector {
  tcId: number;
  comment: string;
  key: string;
  iv: string;
  aad: string;
  msg: string;
  ct: string;
  tag: string;
  result: 'valid' | 'invalid';
}

interface VectorFile {
  testGroups: { keySize: number; ivSize: number; tests: Vector[] }[];
}

const path = fileURLToPath(
  new URL('../../../../shared/vectors/wycheproof/aes_gcm_test.json', import.meta.url),
);

const bytes = (hex: string) => Buffer.from(hex, 'hex');

function readVectors(): Vector[] {
  const file = JSON.parse(readFileSync(path, 'utf8')) as VectorFile;
  return file.testGroups
    .filter((group) => group.keySize === 256 && group.ivSize === 96)
    .flatMap((group) => group.tests);
}

describe.skipIf(!existsSync(path))(`Wycheproof AES-GCM (${path})`, () => {
  test('opens every valid vector and refuses every invalid one', () => {
    const vectors = readVectors();
    for (const vector of vectors) {
      const box = { iv: bytes(vector.iv), tag: bytes(vector.tag), ciphertext: bytes(vector.ct) };
      const opened = decrypt(createSecretKey(bytes(vector.key)), box, bytes(vector.aad));
      const expected = vector.result === 'valid' ? vector.msg : undefined;
      expect(opened?.toString('hex'), `${vector.tcId} ${vector.comment}`).toBe(expected);
    }
    expect(vectors.length).toBeGreaterThan(60);
  });
});

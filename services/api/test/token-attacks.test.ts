import { createHmac, createPublicKey, generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { vectorsDirectory, vectorsMissing, vectorsNote } from '@illumera/testkit';
import { errors, exportJWK, generateKeyPair, type JWK, SignJWT } from 'jose';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createTokenReader } from '../src/auth/create-token-reader.ts';
import { ProblemError } from '../src/problems/problem-error.ts';
import { serveKeys } from './support/serve-keys.ts';
import { epochSeconds } from './support/start-issuer.ts';

const ISSUER = 'http://issuer.test';
const PARTY = 'http://console.test';
const issuer = await serveKeys();
const own = await generateKeyPair('RS256', { extractable: true });
const foreign = await generateKeyPair('RS256', { extractable: true });
const ownKey = { ...(await exportJWK(own.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
const foreignKey: JWK = { ...(await exportJWK(foreign.publicKey)), kid: 'one', alg: 'RS256' };
issuer.state.keys = [ownKey];
const foreignIssuer = await serveKeys();
foreignIssuer.state.keys = [foreignKey];

const readerOf = (jwksUrl: string) =>
  createTokenReader({ issuer: ISSUER, jwksUrl, authorizedParties: [PARTY] });
const read = readerOf(issuer.url);

const claims = () => ({ sub: 'user_1', iss: ISSUER, azp: PARTY, exp: epochSeconds() + 60 });
const encode = (part: object) => Buffer.from(JSON.stringify(part)).toString('base64url');
const signed = (
  payload: Record<string, unknown>,
  header: Record<string, unknown> = {},
  key = own.privateKey,
) => new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: 'one', ...header }).sign(key);

/** The code that a token is refused with, and jose's reason. */
async function refusalOf(token: string, reading = read) {
  const refusal: unknown = await reading(token).then(
    () => undefined,
    (error: unknown) => error,
  );
  return refusal instanceof ProblemError ? { code: refusal.code, cause: refusal.cause } : { code: refusal };
}

test('takes a token that is in order', async () => {
  expect(await read(await signed(claims()))).toBe('user_1');
});

function hs256With(secret: string | Buffer): string {
  const input = `${encode({ alg: 'HS256', kid: 'one', typ: 'JWT' })}.${encode(claims())}`;
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`;
}
const pem = createPublicKey({ key: ownKey, format: 'jwk' }).export({ type: 'spki', format: 'pem' });
const der = createPublicKey({ key: ownKey, format: 'jwk' }).export({ type: 'spki', format: 'der' });
const ps256 = generateKeyPairSync('rsa', { modulusLength: 2048 });
const tampered = async () => {
  const [header = '', , signature = ''] = (await signed(claims())).split('.');
  return `${header}.${encode({ ...claims(), sub: 'user_2' })}.${signature}`;
};
const byForeign = (header: object) => signed(claims(), { ...header }, foreign.privateKey);

const attacks: Record<string, () => string | Promise<string>> = {
  'no algorithm': () => `${encode({ alg: 'none' })}.${encode(claims())}.`,
  'no algorithm, in capitals': () => `${encode({ alg: 'NONE' })}.${encode(claims())}.`,
  'no algorithm and the signature of another token': async () =>
    `${encode({ alg: 'none', kid: 'one' })}.${encode(claims())}.${(await signed(claims())).split('.')[2] ?? ''}`,
  'HS256 with the public key as PEM': () => hs256With(pem),
  'HS256 with the public key as DER': () => hs256With(der),
  'HS256 with the public key as JWK': () => hs256With(JSON.stringify(ownKey)),
  'HS256 with nothing': () => hs256With(''),
  'PS256 with the right kind of key': () =>
    new SignJWT(claims()).setProtectedHeader({ alg: 'PS256', kid: 'one' }).sign(ps256.privateKey),
  'another payload under a good signature': tampered,
  'a signature cut short': async () => (await signed(claims())).slice(0, -4),
  'the key of a foreign issuer': () => byForeign({}),
  'a key in the header (jwk)': () => byForeign({ jwk: foreignKey }),
  'the address of keys in the header (jku)': () => byForeign({ jku: foreignIssuer.url }),
  'the address of a certificate in the header (x5u)': () => byForeign({ x5u: foreignIssuer.url }),
  'a certificate in the header (x5c)': () => byForeign({ x5c: [der.toString('base64')] }),
  'a kid that nobody knows': () => signed(claims(), { kid: 'two' }),
  'a kid that is a path': () => signed(claims(), { kid: '../../../dev/null' }),
  'a kid that is SQL': () => signed(claims(), { kid: "one' or '1'='1" }),
  'a kid that is a prototype': () => signed(claims(), { kid: '__proto__' }),
  'an extension that must be understood': () =>
    signed(claims(), { crit: ['exp'], exp: 1 }).catch(() => 'a.b.c'),
  'another issuer': () => signed({ ...claims(), iss: 'http://elsewhere.test' }),
  'the issuer with a slash': () => signed({ ...claims(), iss: `${ISSUER}/` }),
  'issuers in a list': () => signed({ ...claims(), iss: [ISSUER] }),
  'no issuer': () => signed({ sub: 'user_1', azp: PARTY, exp: epochSeconds() + 60 }),
  'an expiry that has passed': () => signed({ ...claims(), exp: epochSeconds() - 6 }),
  'an expiry in words': () => signed({ ...claims(), exp: String(epochSeconds() + 60) }),
  'no expiry': () => signed({ sub: 'user_1', iss: ISSUER, azp: PARTY }),
  'a start that has not come': () => signed({ ...claims(), nbf: epochSeconds() + 10 }),
  'a start in words': () => signed({ ...claims(), nbf: '0' }),
  'another authorized party': () => signed({ ...claims(), azp: 'http://elsewhere.test' }),
  'authorized parties in a list': () => signed({ ...claims(), azp: [PARTY] }),
  'no authorized party': () => signed({ sub: 'user_1', iss: ISSUER, exp: epochSeconds() + 60 }),
  'no subject': () => signed({ iss: ISSUER, azp: PARTY, exp: epochSeconds() + 60 }),
  'an empty subject': () => signed({ ...claims(), sub: '' }),
  'a subject that is a number': () => signed({ ...claims(), sub: 1 }),
  'a subject that is a list': () => signed({ ...claims(), sub: ['user_1'] }),
  'a subject with a NUL': () => signed({ ...claims(), sub: 'user_1\0' }),
  'an endless subject': () => signed({ ...claims(), sub: 'u'.repeat(256) }),
  'five parts': async () => `${await signed(claims())}.a.b`,
  'two parts': async () => (await signed(claims())).split('.').slice(0, 2).join('.'),
  'a header that is no JSON': async () => `AAAA.${(await signed(claims())).split('.').slice(1).join('.')}`,
  'a payload that is a list': () => {
    const input = `${encode({ alg: 'RS256', kid: 'one' })}.${encode([claims()])}`;
    return `${input}.AAAA`;
  },
  '100 kB': () => 'a'.repeat(100_000),
};

test.each(Object.entries(attacks))('refuses %s', async (_, makeToken) => {
  expect((await refusalOf(await makeToken())).code).toBe('unauthenticated');
});

test('asks nobody but the issuer for keys, whatever a token names', () => {
  expect(foreignIssuer.state.asked).toBe(0);
  expect(issuer.state.asked).toBeLessThanOrEqual(2);
});

test('many unknown keys are looked for at the issuer once', async () => {
  const flooded = await serveKeys();
  flooded.state.keys = [ownKey];
  const reading = readerOf(flooded.url);
  await reading(await signed(claims()));
  const codes = new Set<unknown>();
  for (let index = 0; index < 300; index += 1) {
    const token = `${encode({ alg: 'RS256', kid: `kid-${index}` })}.e30.AAAA`;
    codes.add((await refusalOf(token, reading)).code);
  }
  expect(codes).toEqual(new Set(['unauthenticated']));
  expect(flooded.state.asked).toBeLessThanOrEqual(2);
});

test('known keys outlive an outage of the issuer, unknown ones are refused, and nobody is asked on and on', async () => {
  const leaving = await serveKeys();
  leaving.state.keys = [ownKey];
  const reading = readerOf(leaving.url);
  const good = await signed(claims());
  await reading(good);
  leaving.state.isAway = true;
  expect(await reading(good)).toBe('user_1');
  for (let index = 0; index < 20; index += 1) {
    const unknown = await refusalOf(await signed(claims(), { kid: `kid-${index}` }), reading);
    expect(unknown.code).toBe('unauthenticated');
  }
  expect(await reading(good)).toBe('user_1');
  expect(leaving.state.asked).toBeLessThanOrEqual(2);
});

test('nobody is let in before keys have been read, and the issuer is not asked for each who tries', async () => {
  const absent = await serveKeys();
  absent.state.isAway = true;
  const reading = readerOf(absent.url);
  const good = await signed(claims());
  for (let index = 0; index < 20; index += 1) {
    expect((await refusalOf(good, reading)).code).toBe('unavailable');
  }
  expect(absent.state.asked).toBe(1);
});

const JwsVectors = z.object({
  numberOfTests: z.int(),
  testGroups: z.array(
    z.object({
      public: z.record(z.string(), z.unknown()).optional(),
      private: z.record(z.string(), z.unknown()).optional(),
      tests: z.array(
        z.object({
          tcId: z.int(),
          comment: z.string(),
          jws: z.unknown(),
          result: z.enum(['valid', 'invalid']),
        }),
      ),
    }),
  ),
});

test.skipIf(vectorsMissing)(
  `lets no invalid JWS of Wycheproof's past its signature${vectorsNote}`,
  async () => {
    const file = readFileSync(`${vectorsDirectory}/wycheproof/json_web_signature_test.json`, 'utf8');
    const vectors = JwsVectors.parse(JSON.parse(file));
    let count = 0;
    let proven = 0;
    const wrong: number[] = [];
    const keys = await serveKeys();
    for (const group of vectors.testGroups) {
      keys.state.keys = [group.public ?? group.private ?? {}];
      const reading = readerOf(keys.url);
      for (const { tcId, jws, result } of group.tests) {
        count += 1;
        const token = typeof jws === 'string' ? jws : JSON.stringify(jws);
        const { code, cause } = await refusalOf(token, reading);
        if (code !== 'unauthenticated') wrong.push(tcId);
        // None carries our claims, so that all are refused: a good signature is refused for its payload, and only then.
        const passed = cause instanceof errors.JWTInvalid && /payload|Claims Set/i.test(cause.message);
        if (passed && result === 'invalid') wrong.push(tcId);
        if (passed && result === 'valid') proven += 1;
      }
    }
    expect(wrong).toEqual([]);
    expect(count).toBe(vectors.numberOfTests);
    expect(proven).toBeGreaterThan(5);
  },
);

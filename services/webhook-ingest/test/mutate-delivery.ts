import { createHmac, randomUUID } from 'node:crypto';
import { signBody } from '@illumera/align-client';
import { createDice, type Dice } from './dice.ts';

/** A request as it goes to the service. */
export interface Request {
  url: string;
  headers: Record<string, string>;
  body: Buffer;
}

/** A request that would be accepted, with what a forger may know of its receiver's past. */
export interface Genuine extends Request {
  secret: string;
  /** Once valid, expired since. */
  expiredSecret: string;
}

type Mutation = (genuine: Genuine, dice: Dice) => Request;

const SIGNATURE = 'x-align-signature';

const withHeader = (name: string, of: (genuine: Genuine, dice: Dice) => string): Mutation => {
  return (genuine, dice) => ({ ...genuine, headers: { ...genuine.headers, [name]: of(genuine, dice) } });
};
const withBody = (of: (body: Buffer, dice: Dice) => Buffer): Mutation => {
  return (genuine, dice) => ({ ...genuine, body: of(genuine.body, dice) });
};
const signed = (of: (genuine: Genuine, dice: Dice) => string) => withHeader(SIGNATURE, of);
const given = ({ headers }: Genuine, name = SIGNATURE) => headers[name] ?? '';

function flipBit(bytes: Buffer, dice: Dice): Buffer {
  const flipped = Buffer.from(bytes);
  const at = dice.below(flipped.length);
  flipped.writeUInt8(flipped.readUInt8(at) ^ (1 << dice.below(8)), at);
  return flipped;
}

const splice = (bytes: Buffer, at: number, [drop, insert]: [number, Buffer]) =>
  Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + drop)]);

/** Turns one hexadecimal digit into another. */
function turnDigit(signature: string, dice: Dice): string {
  const at = 'sha256='.length + dice.below(64);
  const turned = (Number.parseInt(signature.charAt(at), 16) + 1 + dice.below(15)) % 16;
  return signature.slice(0, at) + turned.toString(16) + signature.slice(at + 1);
}

const nowSeconds = () => Math.floor(Date.now() / 1000);

const ofBody = {
  'a bit of the body': withBody(flipBit),
  'a byte less': withBody((body, dice) => splice(body, dice.below(body.length), [1, Buffer.alloc(0)])),
  'a byte more': withBody((body, dice) => splice(body, dice.below(body.length + 1), [0, dice.bytes(1)])),
  'a cut body': withBody((body, dice) => body.subarray(0, dice.below(body.length))),
  'more at the end': withBody((body, dice) => Buffer.concat([body, dice.bytes(1 + dice.below(40))])),
  'white space at the end': withBody((body) => Buffer.concat([body, Buffer.from('\n')])),
  'the same JSON in other bytes': withBody((body) =>
    Buffer.from(JSON.stringify(JSON.parse(body.toString()), null, 2)),
  ),
  'another value': withBody((body, dice) =>
    Buffer.from(JSON.stringify({ ...JSON.parse(body.toString()), entityId: `te_${dice.below(1e9)}` })),
  ),
  'a key twice': withBody((body) => splice(body, 1, [0, Buffer.from('"eventName":"time.invoiced",')])),
  'other bytes altogether': withBody((_body, dice) => dice.bytes(dice.below(300))),
} satisfies Record<string, Mutation>;

const ofSignature = {
  'a digit of the signature': signed((genuine, dice) => turnDigit(given(genuine), dice)),
  'a bit of the signature': signed((genuine, dice) =>
    flipBit(Buffer.from(given(genuine), 'latin1'), dice).toString('latin1'),
  ),
  'a cut signature': signed((genuine, dice) => given(genuine).slice(0, dice.below(71))),
  'a longer signature': signed(
    (genuine, dice) => given(genuine) + dice.pick(['0', 'ab', ' ', ',', '\t', '=']),
  ),
  'upper-case digits': signed(
    (genuine) => `sha256=${given(genuine).slice(7).toUpperCase().replace(/^\d*$/, 'F')}`,
  ),
  'another prefix': signed((genuine, dice) =>
    given(genuine).replace(
      'sha256=',
      dice.pick(['sha1=', 'SHA256=', 'v1,', '', 'sha256:', 'sha256==', 'md5=']),
    ),
  ),
  'two signatures': signed((genuine) => `${given(genuine)}, ${given(genuine)}`),
  'a very long signature': signed((_genuine, dice) => `sha256=${'a'.repeat(1_000 + dice.below(9_000))}`),
  'letters of other scripts': signed((_genuine, dice) =>
    `sha256=${dice.pick(['é', '٣', 'ａ', '\u0000'])}`.padEnd(71, '0'),
  ),
  'any digits': signed((_genuine, dice) => `sha256=${dice.bytes(32).toString('hex')}`),
  'another secret': signed(({ body }, dice) => signBody(`whsec_${dice.bytes(12).toString('hex')}`, body)),
  'a secret that has expired': signed(({ body, expiredSecret }) => signBody(expiredSecret, body)),
  'the secret without its prefix': signed(({ body, secret }) => signBody(secret.replace('whsec_', ''), body)),
  'an empty secret': signed(({ body }) => signBody('', body)),
  'another algorithm': signed(
    ({ body, secret }) => `sha256=${createHmac('sha512', secret).update(body).digest('hex').slice(0, 64)}`,
  ),
  'the time signed too': signed((genuine) =>
    signBody(
      genuine.secret,
      Buffer.concat([Buffer.from(`${given(genuine, 'x-align-timestamp')}.`), genuine.body]),
    ),
  ),
} satisfies Record<string, Mutation>;

const ofHeaders = {
  'another event': withHeader('x-align-event', (_genuine, dice) =>
    dice.pick(['time.rejected', 'time.invoiced', 'TIME.APPROVED', 'time.approved.', 'x', 'constructor']),
  ),
  'no event at all': withHeader('x-align-event', (_genuine, dice) =>
    dice.pick(['', ' ', 'a b', 'é', 'x'.repeat(129)]),
  ),
  'a stale time': withHeader('x-align-timestamp', (_genuine, dice) =>
    String(nowSeconds() + dice.pick([-1, 1]) * (302 + dice.below(1e8))),
  ),
  'no time': withHeader('x-align-timestamp', (_genuine, dice) =>
    dice.pick([
      '',
      'NaN',
      '1e9',
      '0x6850F000',
      `${nowSeconds()}.5`,
      `-${nowSeconds()}`,
      `${nowSeconds()}000`,
      ` ${nowSeconds()}`,
      `${nowSeconds()}, ${nowSeconds()}`,
      `${nowSeconds()}abc`,
    ]),
  ),
  'no usable id': withHeader('x-align-delivery-id', (_genuine, dice) =>
    dice.pick([
      '',
      ' ',
      'a b',
      'a'.repeat(129 + dice.below(6_000)),
      'one, two',
      'a\u0000b',
      'é',
      "'; drop table users; --",
    ]),
  ),
  'a header missing': (genuine, dice) => {
    const missing = dice.pick(['x-align-delivery-id', 'x-align-event', 'x-align-timestamp', SIGNATURE]);
    const kept = Object.entries(genuine.headers).filter(([name]) => name !== missing);
    return { ...genuine, headers: Object.fromEntries(kept) };
  },
  'another path': (genuine, dice) => ({
    ...genuine,
    url: `/api/webhooks/align/${dice.pick([dice.bytes(32).toString('base64url'), randomUUID(), '..%2f', '%00', '-'])}`,
  }),
} satisfies Record<string, Mutation>;

const mutations: [string, Mutation][] = Object.entries({ ...ofBody, ...ofSignature, ...ofHeaders });

export interface Forgery {
  /** What was changed. */
  mutation: string;
  request: Request;
}

/** Forgeries of genuine deliveries, one after the other; the same for the same seed, times aside. */
export function* forge(seed: string, genuine: () => Genuine): Generator<Forgery> {
  const dice = createDice(seed);
  for (;;) {
    for (const [mutation, mutate] of mutations) {
      const original = genuine();
      yield { mutation, request: mutate(original, dice) };
    }
  }
}

export const mutationNames = mutations.map(([name]) => name);

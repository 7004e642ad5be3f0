import { createHash, randomBytes } from 'node:crypto';

/** Where ids, secrets and chance come from. The same seed and the same calls give the same values. */
export type Randomness = {
  /** The next id of a kind of thing; each kind has a row of its own, so that one does not disturb another. */
  uuid: (kind: string) => string;
  /** The next secret of a kind, as hex. */
  hex: (kind: string, bytes: number) => string;
  /** The id that belongs to a name, however often it is asked for. */
  uuidFor: (name: string) => string;
  /** The number in [0, 1) that belongs to a name. */
  fractionFor: (name: string) => number;
  /** Begins every row anew, as after a start. */
  rewind: () => void;
};

/** A seed nobody has used before. */
export function freshSeed(): string {
  return randomBytes(16).toString('hex');
}

/** Derives everything from a seed by SHA-256. */
export function seededRandomness(seed: string): Randomness {
  const drawn = new Map<string, number>();
  const digest = (name: string) => createHash('sha512').update(`${seed}\n${name}`).digest();
  const next = (kind: string) => {
    const count = (drawn.get(kind) ?? 0) + 1;
    drawn.set(kind, count);
    return `${kind} ${count}`;
  };
  const uuidFor = (name: string) => uuidOf(digest(`uuid ${name}`));
  return {
    uuid: (kind) => uuidFor(next(kind)),
    hex: (kind, bytes) => digest(`hex ${next(kind)}`).toString('hex', 0, bytes),
    uuidFor,
    fractionFor: (name) => digest(`fraction ${name}`).readUInt32BE() / 2 ** 32,
    rewind: () => drawn.clear(),
  };
}

/** The bytes as a UUID of version 4. */
function uuidOf(bytes: Buffer): string {
  const hex = bytes.toString('hex');
  const variant = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    variant.toString(16) + hex.slice(18, 20),
    hex.slice(20, 32),
  ].join('-');
}

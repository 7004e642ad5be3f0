import { randomBytes, randomUUID } from 'node:crypto';

/** Where ids and secrets come from, so that a seeded source can reproduce a run. */
export type Randomness = {
  uuid: () => string;
  hex: (bytes: number) => string;
};

/** The operating system's randomness. */
export const systemRandomness: Randomness = {
  uuid: () => randomUUID(),
  hex: (bytes) => randomBytes(bytes).toString('hex'),
};

import { parseSealed } from './parse-sealed.ts';

/**
 * Names the key that a sealed value needs, without opening it.
 * @throws SealedError `malformed`
 */
export function keyIdOf(sealed: string): string {
  return parseSealed(sealed).keyId;
}

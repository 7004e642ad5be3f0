import type { SwitchValues } from '../switches/switches.ts';

/** One use of an idempotency key; `fingerprint` stands for method, path and body. */
export type KeyUse = { apiKeyId: string; key: string; method: string; path: string; fingerprint: string };

const SCOPES = {
  'same-path': ({ apiKeyId, method, path, key }) => [apiKeyId, method, path, key],
  'any-path': ({ apiKeyId, key }) => [apiKeyId, key],
  refused: ({ apiKeyId, key }) => [apiKeyId, key],
} satisfies Record<SwitchValues['reusedKey'], (use: KeyUse) => string[]>;

/** The name an answer is kept and found under. */
export function storedUnder(chosen: SwitchValues['reusedKey'], use: KeyUse): string {
  return JSON.stringify(SCOPES[chosen](use));
}

import { choice } from './define-switch.ts';
import type { SwitchValues } from './switches.ts';

export const reusedKey = choice({
  title: 'Reused idempotency key',
  explains:
    'S1 says that the same key returns the first answer, and not what happens when the call is another one.',
  standard: 'same-path',
  choices: {
    'same-path': 'the first answer is repeated for the same method and path',
    'any-path': 'the first answer is repeated whatever is called',
    refused: 'a call that differs from the first in path or body is 409',
  },
});

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

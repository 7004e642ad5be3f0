import { choice } from './define-switch.ts';

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

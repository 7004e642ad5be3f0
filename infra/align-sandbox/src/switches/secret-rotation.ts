import type { SubscriptionRow } from '../store/rows.ts';
import { choice, type ValueOf } from './define-switch.ts';

export const secretRotation = choice({
  title: 'Rotating a secret',
  explains:
    'S3 returns the new secret once and does not say what becomes of deliveries already on their way.',
  standard: 'immediate',
  choices: {
    immediate: 'every attempt from now on is signed with the new secret',
    overlap: 'what was queued before is signed with the old one for 24 h',
  },
});

const OVERLAP_MS = 24 * 60 * 60 * 1000;

type Sending = { queuedAtMs: number; nowMs: number };

const SECRETS = {
  immediate: ({ hmacSecret }) => hmacSecret,
  overlap: ({ hmacSecret, rotated }, { queuedAtMs, nowMs }) =>
    rotated !== null && queuedAtMs < rotated.atMs && nowMs < rotated.atMs + OVERLAP_MS
      ? rotated.previousSecret
      : hmacSecret,
} satisfies Record<
  ValueOf<typeof secretRotation>,
  (subscription: SubscriptionRow, sending: Sending) => string
>;

/** The secret that signs an attempt. */
export function signingSecretOf(
  chosen: ValueOf<typeof secretRotation>,
  subscription: SubscriptionRow,
  sending: Sending,
): string {
  return SECRETS[chosen](subscription, sending);
}

import type { ConnectionSignals } from './read-signals.ts';

export type HealthSeverity = 'warning' | 'critical';

interface Trouble {
  severity: HealthSeverity;
  symptom: string;
  cause: string;
  nextStep: string;
  isPresent: (signals: ConnectionSignals) => boolean;
}

/** So long a connection may be behind before it is said; in ordinary running both ways take seconds. */
const LATE_AFTER_SECONDS = 60;

const hasMessage = ({ lastErrorMessage }: ConnectionSignals, beginning: string) =>
  lastErrorMessage?.startsWith(beginning) === true;

const isUnregistered = (signals: ConnectionSignals) =>
  signals.status === 'error' &&
  (!signals.hasWebhookSecret || hasMessage(signals, 'Webhook registration failed'));

/** What can be wrong with a connection, why that usually is, and what to do (S2 "Troubleshooting", and beyond it). */
export const troubleshooting = {
  webhook_registration_failed: {
    severity: 'critical',
    symptom: 'Webhook registration failed',
    cause: 'Organization lacks webhook permissions',
    nextStep: 'Contact your Align organization admin to enable webhooks, then reconnect',
    isPresent: (signals) => isUnregistered(signals) && hasMessage(signals, 'Webhook registration failed'),
  },
  connecting_unfinished: {
    severity: 'critical',
    symptom: 'Connecting did not come to its end',
    cause: 'Align could not be reached, or the attempt was interrupted',
    nextStep: 'Connect again with the same key; what the attempt left is taken over',
    isPresent: (signals) => isUnregistered(signals) && !hasMessage(signals, 'Webhook registration failed'),
  },
  key_refused: {
    severity: 'critical',
    symptom: 'Align does not accept the key any more',
    cause: 'Key is invalid or revoked',
    nextStep:
      'Mint a fresh key in Align with Organization scope and replace the key here; what waits goes on by itself',
    isPresent: (signals) => signals.status === 'error' && !isUnregistered(signals),
  },
  permissions_missing: {
    severity: 'warning',
    symptom: 'The key lacks permissions',
    cause: 'API key was minted without everything that is synced',
    nextStep: 'Mint a key in Align that has the permissions named, and replace the key here',
    isPresent: ({ missingPermissions }) => missingPermissions.length > 0,
  },
  align_paused: {
    severity: 'warning',
    symptom: 'Sending rests',
    cause: 'Align asked to wait, or does not answer at present',
    nextStep: 'Nothing: sending goes on by itself, and nothing that waits is lost',
    isPresent: ({ restsForSeconds }) => restsForSeconds > 0,
  },
  secret_change_unfinished: {
    severity: 'critical',
    symptom: 'A change of the webhook secret did not come to its end',
    cause: 'The attempt was interrupted, or the answer of Align was lost',
    nextStep: 'Rotate the webhook secret again; what Align could not deliver meanwhile it sends again',
    isPresent: (signals) => signals.status === 'active' && signals.isSecretChangeAbandoned,
  },
  intents_failed: {
    severity: 'warning',
    symptom: 'Changes have failed to reach Align',
    cause: 'Align refused them, or an outbox item previously failed with the old key',
    nextStep: 'Click Retry Failed in the sync dashboard',
    isPresent: ({ failedIntents }) => failedIntents > 0,
  },
  outbound_late: {
    severity: 'warning',
    symptom: 'Changes reach Align late',
    cause: 'No worker is running, or more is to be sent than Align takes in a minute',
    nextStep: 'Check that the sync-worker is running; a backlog shrinks by itself',
    isPresent: ({ status, outboundLagSeconds }) =>
      status === 'active' && outboundLagSeconds > LATE_AFTER_SECONDS,
  },
  inbound_late: {
    severity: 'warning',
    symptom: 'Events of Align are handled late',
    cause: 'No worker is running',
    nextStep: 'Check that the sync-worker is running; what was delivered is kept until it is handled',
    isPresent: ({ inboundLagSeconds }) => inboundLagSeconds > LATE_AFTER_SECONDS,
  },
  deliveries_failed: {
    severity: 'warning',
    symptom: 'Events of Align could not be handled',
    cause: 'Their handling failed each time it was tried',
    nextStep: 'Check the Webhook deliveries table, where each says why',
    isPresent: ({ failedDeliveries }) => failedDeliveries > 0,
  },
  subscription_missing: {
    severity: 'critical',
    symptom: 'Align sends no events',
    cause: 'The webhook subscription was deleted in Align',
    nextStep: 'Disconnect and connect again; what was missed comes with reconciliation',
    isPresent: ({ webhookDifferences }) => webhookDifferences.includes('webhook.missing'),
  },
  subscription_disabled: {
    severity: 'warning',
    symptom: 'Align had stopped sending events',
    cause: 'The webhook subscription was disabled in Align',
    nextStep:
      'Nothing: it was enabled again and what was missed is read; ask in Align who disables it if it happens again',
    isPresent: ({ webhookDifferences }) => webhookDifferences.includes('webhook.enabled'),
  },
  events_missed: {
    severity: 'warning',
    symptom: 'Events of Align did not come',
    cause: 'Align gave up delivering them, or they came with a time too far from ours',
    nextStep:
      'Check that the webhook URL is reachable from Align; what was missed is read from Align by itself',
    isPresent: ({ webhookDifferences }) => webhookDifferences.includes('webhook.deliveries'),
  },
  approved_minutes_differ: {
    severity: 'warning',
    symptom: 'Reconciliation shows approved_minutes mismatch',
    cause: 'time.approved webhook was missed or failed',
    nextStep: 'Verify the entry in Align; use Retry Failed if a webhook delivery shows failed',
    isPresent: ({ hasApprovedMinutesMismatch }) => hasApprovedMinutesMismatch,
  },
  entries_stuck: {
    severity: 'warning',
    symptom: 'Time entry stuck in submitted in Illumera',
    cause: 'Webhook not received from Align',
    nextStep: 'Check the Webhook deliveries table; if empty, verify the webhook URL is reachable from Align',
    isPresent: ({ hasStuckEntries, lastDeliveryAt }) => hasStuckEntries && lastDeliveryAt === null,
  },
} as const satisfies Record<string, Trouble>;

export type TroubleCode = keyof typeof troubleshooting;

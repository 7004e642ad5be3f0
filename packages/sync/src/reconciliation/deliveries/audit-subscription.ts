import { type Finding, settleFindings } from '../findings/settle-findings.ts';
import { gapFrom } from '../gap.ts';
import type { Step, StepContext } from '../step.ts';
import { keepMissed } from './keep-missed.ts';
import { readSubscription } from './read-subscription.ts';

const FIELDS = ['webhook.missing', 'webhook.enabled'];

/**
 * Sees whether Align still sends us events. A disabled subscription is enabled again and reported; that events were missed
 * meanwhile is written down first, so that an interruption does not forget it.
 */
export const auditSubscription: Step = async (context) => {
  const subscription = await readSubscription(context);
  if (subscription.kind === 'gap') return { counts: {}, gaps: [subscription.reason] };
  if (subscription.kind === 'none') return { counts: {}, gaps: [] };
  const { id } = subscription;
  const isDisabled = subscription.kind === 'subscribed' && !subscription.isEnabled;
  const findings: Finding[] = [];
  if (subscription.kind === 'missing') findings.push(finding('missing', [id, null]));
  if (isDisabled) findings.push(finding('enabled', ['enabled', 'disabled']));
  const gap = isDisabled ? await enableAgain(context, id) : undefined;
  await settleFindings(context.database, context.run, { fields: FIELDS, findings });
  return {
    counts: {
      missing: subscription.kind === 'missing' ? 1 : 0,
      enabled: isDisabled && gap === undefined ? 1 : 0,
    },
    gaps: gap === undefined ? [] : [gap],
  };
};

async function enableAgain(
  { database, run, align }: StepContext,
  webhookId: string,
): Promise<string | undefined> {
  await keepMissed(database, run, [
    { reference: run.id, cause: 'disabled', eventName: null, responseCode: null },
  ]);
  try {
    await align.call('updateWebhook', {
      params: { webhookId },
      idempotencyKey: `enable:${run.id}`,
      body: { enabled: true },
    });
    return undefined;
  } catch (error) {
    return gapFrom(error, 'enabling the subscription').reason;
  }
}

function finding(what: string, [illumeraValue, alignValue]: [string, string | null]): Finding {
  return { field: `webhook.${what}`, illumeraValue, alignValue, severity: 'critical' };
}

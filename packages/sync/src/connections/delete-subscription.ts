import { AlignApiError, type AlignClient } from '@illumera/align-client';

/** Deletes a webhook subscription at Align; one that is gone is fine. Throws an `AlignError` where Align does not do it. */
export async function deleteSubscription(client: AlignClient, webhookId: string): Promise<void> {
  try {
    await client.call('deleteWebhook', { params: { webhookId } });
  } catch (error) {
    if (!(error instanceof AlignApiError) || error.status !== 404) throw error;
  }
}

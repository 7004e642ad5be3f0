import { expect } from 'vitest';
import type { Walk } from '../set-out.ts';

/** The company connects with its organization's key. */
export async function connect({ system, admin, companyId, organizationId, apiKey }: Walk) {
  const connection = await admin('connectAlign', { body: { companyId, apiKey } });
  expect(connection).toMatchObject({
    status: 'active',
    keyLastFour: apiKey.slice(-4),
    alignOrgId: organizationId,
  });
  expect(connection.webhookUrl).toMatch(new RegExp(`^${system.webhookBaseUrl}/api/webhooks/align/`));
  expect(JSON.stringify(connection)).not.toContain(apiKey);
  return connection;
}

import { createControlClient } from '@illumera/align-sandbox/control-client';
import type { System } from '../start-system.ts';
import type { Company } from './cast-company.ts';

/** Connects a company to its organization in Align, with a fresh key. */
export async function connectCompany(system: System, company: Company): Promise<void> {
  const { organizationId } = company;
  const apiKey = await createControlClient(system.sandbox.url).mintKey({ organizationId });
  await company.admin.client('connectAlign', { body: { companyId: company.id, apiKey } });
}

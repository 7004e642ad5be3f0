import { setTimeout as delay } from 'node:timers/promises';
import type { ApiClient, Connection } from '@illumera/api-models';
import { createCompany, createTenant, createUser } from '@illumera/testkit';
import { clientFor } from '../../src/walked-system.ts';
import type { Replica, Replicas } from './replicas.ts';

/** A connected company that keeps changing one project while Align keeps telling it of something. */
export interface BusyCompany {
  organizationId: string;
  apiKey: string;
  companyId: string;
  connection: Connection;
  project: { id: string; name: string };
  admin: (replica: Replica) => ApiClient;
}

/** Connects a company through a replica and makes its project. */
export async function busyCompany({ database, sandbox }: Replicas, replica: Replica): Promise<BusyCompany> {
  const { control } = sandbox;
  const { organizationId } = await control<{ organizationId: string }>('POST', '/organizations', {
    name: 'Acme',
  });
  const { apiKey } = await control<{ apiKey: string }>('POST', '/api-keys', { organizationId });
  const { id: tenantId } = await createTenant(database);
  const { id: companyId } = await createCompany(database, { tenantId });
  const user = await createUser(database, { tenantId, companyId, role: 'company_admin' });
  const admin = ({ api }: Replica) => clientFor(api.url, control, user.clerkUserId ?? '');
  const connection = await admin(replica)('connectAlign', { body: { companyId, apiKey } });
  const name = 'Rover 0';
  const project = await admin(replica)('createProject', { body: { companyId, name } });
  return { organizationId, apiKey, companyId, connection, project: { id: project.id, name }, admin };
}

/** What Align tells of; it is kept as a record. */
export const toldEvent = 'invoice.paid';

export interface Traffic {
  /** Ends it; how many events Align told of and how many changes were made. */
  end: () => Promise<{ events: number; changes: number }>;
}

function pick<Item>(items: readonly Item[], turn: number): Item {
  const item = items[turn % items.length];
  if (item === undefined) throw new Error('there is nothing to pick from');
  return item;
}

/** Has Align tell of so many events a second, and changes two projects a second through each replica in turn. */
export function startTraffic(
  { sandbox, running }: Replicas,
  { companies, eventsPerSecond }: { companies: readonly BusyCompany[]; eventsPerSecond: number },
): Traffic {
  const over = new AbortController();
  const counts = { events: 0, changes: 0 };
  const repeat = async (perSecond: number, act: (turn: number) => Promise<void>) => {
    const startedMs = performance.now();
    for (let turn = 0; !over.signal.aborted; turn += 1) {
      await act(turn);
      const aheadMs = startedMs + (turn * 1_000) / perSecond - performance.now();
      if (aheadMs > 0) await delay(aheadMs);
    }
  };
  const tell = async (turn: number) => {
    const { organizationId } = pick(companies, turn);
    await sandbox.control('POST', '/events', {
      organizationId,
      eventName: toldEvent,
      entityType: 'invoice',
      entityId: `invoice-${turn}`,
    });
    counts.events += 1;
  };
  const change = async (turn: number) => {
    const company = pick(companies, turn);
    const name = `Rover ${turn + 1}`;
    const admin = company.admin(pick(running, Math.floor(turn / companies.length)));
    await admin('updateProject', { params: { id: company.project.id }, body: { name } });
    company.project.name = name;
    counts.changes += 1;
  };
  const ended = Promise.all([repeat(eventsPerSecond, tell), repeat(2, change)]);
  ended.catch(() => undefined);
  return {
    end: async () => {
      over.abort();
      await ended;
      return counts;
    },
  };
}

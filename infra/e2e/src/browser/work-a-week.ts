import { createControlClient } from '@illumera/align-sandbox/control-client';
import type { TimeEntry } from '@illumera/api-models';
import { createPerson, until } from '@illumera/testkit';
import { decide, submit } from '../smoke/entry-moves.ts';
import type { System } from '../start-system.ts';
import type { Company } from './cast-company.ts';
import { connectCompany } from './connect-company.ts';
import { offerWork } from './offer-work.ts';

/** An address that our side takes and Align refuses, so that the person and all that needs them stay behind. */
const REFUSED_EMAIL = 'ivo.marsh@localhost';

/**
 * Lets a connected company work for a while: entries in every state that a talent has to do with, an offer, and an outbox
 * with items that arrived, one that Align refused and those that wait for it.
 */
export async function workAWeek(system: System, company: Company): Promise<{ projectId: string }> {
  const { talent, admin } = company;
  await connectCompany(system, company);
  const radar = await offerWork(company, {
    project: 'Radar data platform',
    description: 'Pulse recordings from sea trials to a searchable archive',
    personId: talent.personId,
  });
  await talent.client('acceptEngagement', { params: { id: radar.engagementId } });
  await workOnRadar(system, company, radar.engagementId);
  await joinInVain(system, company, radar.projectId);
  await offerWork(company, {
    project: 'Shoreline survey',
    description: 'Change detection along the eastern shore',
    personId: talent.personId,
  });
  await until('an outbox at rest', async () => {
    const { data } = await admin.client('listOutbox', { query: { limit: 200 } });
    return data.every(
      ({ status, waitingForId }) => status !== 'processing' && (status !== 'pending' || waitingForId),
    );
  });
  return radar;
}

async function workOnRadar(system: System, { talent }: Company, engagementId: string): Promise<void> {
  const sides = { talent: talent.client, control: createControlClient(system.sandbox.url) };
  const log = (daysAgo: number, minutes: number, notes: string): Promise<TimeEntry> =>
    talent.client('createTimeEntry', {
      body: { engagementId, workDate: daysBefore(daysAgo), minutes, notes },
    });
  const approved = await log(4, 390, 'Doppler calibration against the recorded sea trials');
  const rejected = await log(3, 720, 'Test bench: replay of recorded pulses at full rate');
  const submitted = await log(2, 240, 'Clutter filter: profiled the second stage');
  for (const { id } of [approved, rejected, submitted]) await submit(sides, id);
  await decide(sides, { entryId: approved.id, becomes: 'approved' });
  const reason = 'Twelve hours on one day: please split this over the two days it was worked.';
  await decide(sides, { entryId: rejected.id, becomes: 'rejected', reason });
  await log(1, 150, 'Reading the interface control document, revision D');
}

async function joinInVain(system: System, company: Company, projectId: string): Promise<void> {
  const { user, profile } = await createPerson(system.testDatabase.database, {
    tenantId: company.tenantId,
    name: 'Ivo Marsh',
    email: REFUSED_EMAIL,
  });
  const engagement = await company.admin.client('createEngagement', {
    body: { projectId, personId: profile.id },
  });
  const newcomer = system.clientFor(user.clerkUserId ?? '');
  await newcomer('acceptEngagement', { params: { id: engagement.id } });
  await newcomer('createTimeEntry', {
    body: { engagementId: engagement.id, workDate: daysBefore(0), minutes: 60, notes: 'Onboarding' },
  });
}

function daysBefore(days: number): string {
  return new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);
}

import { createControlClient } from '@illumera/align-sandbox/control-client';
import { checkConsole } from './check-console.ts';
import { expectAnswer } from './expect-answer.ts';
import { findCast } from './find-cast.ts';
import { reachedAlign } from './reached-align.ts';
import type { SmokeSettings } from './settings.ts';
import { type Take, takeSteps } from './take-steps.ts';
import { until } from './until.ts';
import { walkApproval } from './walk-approval.ts';
import { walkProject } from './walk-project.ts';
import { walkRejection } from './walk-rejection.ts';

/**
 * Walks through a running demo by its published addresses alone. It leaves a project behind.
 * @returns whether every step passed
 */
export async function runSmoke(settings: SmokeSettings, tell: (line: string) => void): Promise<boolean> {
  const { take, passed } = takeSteps(tell);
  try {
    await walkThrough(settings, take);
    tell(`smoke: ${passed()} of ${passed()} steps passed`);
    return true;
  } catch {
    tell(`smoke: ${passed()} steps passed, the next one failed`);
    return false;
  }
}

async function walkThrough(settings: SmokeSettings, take: Take): Promise<void> {
  const { API_URL, INGEST_URL, SANDBOX_URL } = settings;
  await take('the api is ready', () => expectAnswer(`${API_URL}/readyz`));
  await take('webhook-ingest is ready', () => expectAnswer(`${INGEST_URL}/readyz`));
  await take('the Align stand-in answers', () => expectAnswer(`${SANDBOX_URL}/livez`));
  await take('the console is served under a strict policy', () => checkConsole(API_URL));
  const control = createControlClient(SANDBOX_URL);
  const cast = await take('the demo is seeded and connected', () =>
    until('a connected company, its admin and a talent', () => findCast(control, settings)),
  );
  const engagementId = await walkProject(cast, take);
  const walk = { ...cast, control, engagementId };
  await walkApproval(walk, take);
  await walkRejection(walk, take);
  await take('a talent whose engagement ends leaves the project in Align', async () => {
    await cast.admin('endEngagement', { params: { id: engagementId } });
    await reachedAlign(cast.admin, {
      entityType: 'project_member',
      operation: 'delete',
      localId: engagementId,
    });
  });
}

import { AlignApiError, type AlignClient } from '@illumera/align-client';
import { type Finding, settleFindings } from '../findings/settle-findings.ts';
import { gapFrom } from '../gap.ts';
import { readPart } from '../read-part.ts';
import { readingGap } from '../reading-gap.ts';
import type { Step, StepContext } from '../step.ts';
import { findUserDifferences, type UserDifference } from './find-user-differences.ts';
import { usersOf } from './read-users.ts';
import { takeOverName } from './take-over-name.ts';

const MISSING = 'user.missing';
const FIELDS = [MISSING, 'user.email', 'user.name'];

/**
 * Compares our linked users with those of the organization. A name that changed in Align is taken over; who is gone there
 * and an address that differs are for people to judge. Nobody is said to be gone where not everybody could be asked for.
 */
export const reconcileUsers: Step = async (context) => {
  const { database, run } = context;
  const users = usersOf(context);
  const unread = readingGap(await readPart(context, users), users.what);
  if (unread !== undefined) return { counts: {}, gaps: [unread] };
  const gaps: string[] = [];
  const findings: Finding[] = [];
  let healed = 0;
  for (const user of await findUserDifferences(database, run)) {
    if (!user.isListed) {
      if (await isMissing(context.align, user, gaps))
        findings.push(finding(user, 'missing', [user.alignId, null]));
      continue;
    }
    const isHealed = await healName(context, user);
    if (isHealed) healed += 1;
    findings.push(...differencesOf(isHealed ? { ...user, alignName: null } : user));
  }
  const seen = gaps.length === 0 ? 'everything' : 'in_part';
  const sure = gaps.length === 0 ? findings : findings.filter(({ field }) => field !== MISSING);
  const recorded = await settleFindings(database, run, { fields: FIELDS, findings: sure, seen });
  return { counts: { healed, ...recorded }, gaps };
};

/** Asks for the one user whom the list left out. */
async function isMissing(
  align: AlignClient,
  { id, alignId }: UserDifference,
  gaps: string[],
): Promise<boolean> {
  try {
    await align.call('getUser', { params: { userId: alignId } });
  } catch (error) {
    if (error instanceof AlignApiError && error.status === 404) return true;
    gaps.push(gapFrom(error, `user ${id}`).reason);
  }
  return false;
}

async function healName({ database, run }: StepContext, user: UserDifference): Promise<boolean> {
  const newName = user.alignName?.trim() ?? '';
  if (newName === '' || newName === user.name || !user.isNewerThere) return false;
  return takeOverName(database, run, { ...user, alignName: newName });
}

function differencesOf(user: UserDifference): Finding[] {
  const { name, email, alignName, alignEmail } = user;
  const findings: Finding[] = [];
  if (alignName !== null && alignName !== name) findings.push(finding(user, 'name', [name, alignName]));
  if (alignEmail !== null && alignEmail.toLowerCase() !== email.toLowerCase()) {
    findings.push(finding(user, 'email', [email, alignEmail]));
  }
  return findings;
}

function finding(
  { id }: UserDifference,
  what: string,
  [illumeraValue, alignValue]: [string, string | null],
): Finding {
  return {
    field: `user.${what}`,
    externalType: 'user',
    externalId: id,
    illumeraValue,
    alignValue,
    severity: 'warning',
  };
}

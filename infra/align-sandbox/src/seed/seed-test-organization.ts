import { z } from 'zod';

const PASSWORD = 'TestPassword1!';
const RULE = '='.repeat(60);

/**
 * Makes a fresh, timestamped organisation with its administrator, key and project in a running sandbox,
 * and answers the summary to print (S3 "Bootstrapping a local test environment").
 */
export async function seedTestOrganization(sandboxUrl: string, now: Date): Promise<string> {
  const stamp = now.toISOString().slice(0, 19).replaceAll(':', '-');
  const email = `testadmin+${stamp}@align-test.local`;
  const post = poster(sandboxUrl);
  const { organizationId, adminUserId } = await post({
    path: '/control/organizations',
    body: { name: `Test organisation ${stamp}`, adminEmail: email, adminName: 'Test Admin' },
    answer: z.object({ organizationId: z.string(), adminUserId: z.string() }),
  });
  await post({
    path: '/control/accounts',
    body: { sub: adminUserId, email, name: 'Test Admin', password: PASSWORD },
    answer: z.object({}),
  });
  const { apiKey } = await post({
    path: '/control/api-keys',
    body: { organizationId },
    answer: z.object({ apiKey: z.string() }),
  });
  const { id: projectId } = await post({
    path: '/api/v1/projects',
    body: { name: 'Test project' },
    apiKey,
    answer: z.object({ id: z.string() }),
  });
  return [
    RULE,
    'CREDENTIALS SUMMARY — save these before closing',
    RULE,
    `Organisation ID : ${organizationId}`,
    `User Email : ${email}`,
    `User Password : ${PASSWORD}`,
    `API Key : ${apiKey}`,
    `Project ID : ${projectId}`,
    '',
  ].join('\n');
}

type Call<Answer> = { path: string; body: unknown; apiKey?: string; answer: z.ZodType<Answer> };

function poster(sandboxUrl: string) {
  return async <Answer>({ path, body, apiKey, answer }: Call<Answer>): Promise<Answer> => {
    const response = await fetch(new URL(path, sandboxUrl), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(apiKey === undefined ? {} : { authorization: `Bearer ${apiKey}` }),
      },
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path} answered ${response.status}: ${await response.text()}`);
    return answer.parse(await response.json());
  };
}

import { check } from './check.ts';
import { expectAnswer } from './expect-answer.ts';

/** Checks that the console's page, its script and its settings are served, under a policy that runs nothing foreign. */
export async function checkConsole(apiUrl: string): Promise<void> {
  const page = await expectAnswer(`${apiUrl}/`, { accept: 'text/html' });
  const policy = page.headers.get('content-security-policy') ?? '';
  check(policy.includes("default-src 'none'"), `the policy is "${policy}"`);
  check(!policy.includes('unsafe'), `the policy allows something unsafe: "${policy}"`);
  const script = /<script[^>]+src="([^"]+\.js)"/.exec(await page.text())?.[1];
  check(script !== undefined, 'the page names no script');
  const answer = await expectAnswer(new URL(script, apiUrl).href);
  check(/javascript/.test(answer.headers.get('content-type') ?? ''), 'the script is not served as one');
  await expectAnswer(`${apiUrl}/console-config.json`);
}

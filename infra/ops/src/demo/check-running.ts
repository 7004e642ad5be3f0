import type { OpsSettings } from '../config.ts';

const TIMEOUT_MS = 10_000;

/** @throws Error naming the one that does not answer, the API or the stand-in. */
export async function checkRunning({ API_URL, SANDBOX_URL }: OpsSettings): Promise<void> {
  await expectAnswer('the API', `${API_URL}/readyz`);
  await expectAnswer('the Align stand-in', `${SANDBOX_URL}/livez`);
}

async function expectAnswer(name: string, url: string): Promise<void> {
  let response: Response;
  try {
    response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
  } catch (cause) {
    throw new Error(`${name} does not answer at ${url}; start it first`, { cause });
  }
  if (!response.ok) throw new Error(`${name} is not ready: ${url} answers ${response.status}`);
}

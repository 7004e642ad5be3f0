import { until } from './until.ts';

const TIMEOUT_MS = 5_000;

/** Asks until the address answers 2xx, as it does once its containers are up. */
export function expectAnswer(url: string, headers: Record<string, string> = {}): Promise<Response> {
  return until(`${url} to answer 200`, async () => {
    const response = await fetch(url, { headers, signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!response.ok) throw new Error(`it answers ${response.status}`);
    return response;
  });
}

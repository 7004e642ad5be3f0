import { type ControlClient, createControlClient } from '@illumera/align-sandbox/control-client';
import { type ApiClient, createApiClient } from '@illumera/api-models';
import type { OpsSettings } from '../config.ts';

/** What the demo is made with: the API as any of its people, and Align's side. */
export interface DemoWorld {
  control: ControlClient;
  apiAs: (person: { clerkUserId: string }) => ApiClient;
}

const TIMEOUT_MS = 30_000;

/** Opens the way to the running API and stand-in; nothing is sent yet. */
export function openWorld(settings: OpsSettings): DemoWorld {
  const control = createControlClient(settings.SANDBOX_URL);
  const apiAs = ({ clerkUserId }: { clerkUserId: string }) =>
    createApiClient({
      baseUrl: settings.API_URL,
      token: () => control.mintToken(clerkUserId),
      fetch: (url, init) => fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) }),
    });
  return { control, apiAs };
}

import { fileURLToPath } from 'node:url';
import { type ControlCall, callControl } from './call-control.ts';
import { type NodeProcess, startNodeProcess } from './start-node-process.ts';

const main = fileURLToPath(new URL('../../../../infra/align-sandbox/src/main.ts', import.meta.url));

export interface AlignSandbox {
  /** Its origin; Align's API is below `/api/v1`, the token issuer below `/issuer`. */
  url: string;
  process: NodeProcess;
  /** Calls the control API below `/control`; throws on any answer outside 2xx. */
  control: ControlCall;
  stop: () => Promise<number>;
}

/** Starts an Align stand-in with nothing in it, on a free port, with its state in memory. */
export async function startAlignSandbox(env: Record<string, string> = {}): Promise<AlignSandbox> {
  const started = await startNodeProcess({ main, env: { PORT: '0', ...env } });
  const { url } = started;
  return { url, process: started, stop: started.stop, control: callControl(url) };
}

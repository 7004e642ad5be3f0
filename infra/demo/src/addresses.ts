import type { Ports } from './settings.ts';

export interface Addresses {
  api: string;
  webhookIngest: string;
  syncWorker: string;
  alignSandbox: string;
}

const at = (port: number) => `http://127.0.0.1:${port}`;

/** Where the processes of the demo find each other. */
export function addressesOf(ports: Ports): Addresses {
  return {
    api: at(ports.api),
    webhookIngest: at(ports.webhookIngest),
    syncWorker: at(ports.syncWorker),
    alignSandbox: at(ports.alignSandbox),
  };
}

import type { MakeDelivery } from './delivery-formats.ts';

export interface SignedRequest {
  /** Of the event. */
  id: string;
  /** The whole request. */
  bytes: Buffer;
}

interface Receivers {
  url: URL;
  /** Who is delivered to, in turn; nobody in particular where there is none. */
  targets: readonly { alignOrgId: string; path: string }[];
}

/** Makes signed deliveries, an event of its own each, as the bytes that go over a connection. */
export function createSigner(makeDelivery: MakeDelivery, { url, targets }: Receivers): () => SignedRequest {
  let sequence = 0;
  return () => {
    sequence += 1;
    const target = targets[sequence % Math.max(1, targets.length)];
    const name = `evt_${process.pid}_${sequence}`;
    const { id, headers, body } = makeDelivery(name, target?.alignOrgId ?? 'org_0');
    const head = Object.entries({ host: url.host, ...headers, 'content-length': Buffer.byteLength(body) });
    const lines = head.map(([header, value]) => `${header}: ${value}\r\n`).join('');
    return { id, bytes: Buffer.from(`POST ${target?.path ?? url.pathname} HTTP/1.1\r\n${lines}\r\n${body}`) };
  };
}

import { type AlignClient, alignClient, createAlignTransport } from '@illumera/align-client';
import { concealed } from '@illumera/sealed';
import type { AlignSandbox } from '@illumera/testkit';

const PAGE_SIZE = 100;

/** Everything that Align has of an organization, as its own pages and lists show it. */
export async function readAlign(
  sandbox: AlignSandbox,
  { apiKey, organizationId }: Record<'apiKey' | 'organizationId', string>,
) {
  const transport = createAlignTransport({ baseUrl: `${sandbox.url}/api/v1` });
  try {
    const client = alignClient(transport, concealed(apiKey));
    const links = await listLinks(client);
    const path = `/time-entries?organizationId=${organizationId}`;
    const { data: entries } = await sandbox.control<{ data: { externalIds: string[]; status: string }[] }>(
      'GET',
      path,
    );
    const { data: requests } = await sandbox.control<{ data: LedgerRow[] }>('GET', '/requests?method=POST');
    return { links, entries, requests };
  } finally {
    await transport.close();
  }
}

interface LedgerRow {
  atMs: number;
  route: string;
  idempotencyKey: string | null;
  externalIds: string[];
  status: number | null;
}

async function listLinks(client: AlignClient) {
  const links = [];
  for (let page = 1; ; page += 1) {
    const { data } = await client.call('listIntegrationLinks', {
      query: { provider: 'illumera', page, pageSize: PAGE_SIZE },
    });
    links.push(...data);
    if (data.length < PAGE_SIZE) return links;
  }
}

import { readFileSync } from 'node:fs';
import { findPackageJSON } from 'node:module';

const peers = [
  'fastify',
  'graphile-worker',
  'pg',
  'pg-boss',
  'p-queue',
  'bottleneck',
  'undici',
  '@supabase/stripe-sync-engine',
];

/** The installed versions of what is measured. */
export function versions(): Record<string, string> {
  return Object.fromEntries(
    peers.flatMap((name) => {
      const file = findPackageJSON(name, import.meta.url);
      if (file === undefined) return [];
      const { version } = JSON.parse(readFileSync(file, 'utf8')) as { version: string };
      return [[name, version]];
    }),
  );
}

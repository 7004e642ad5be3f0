import { readFileSync } from 'node:fs';
import { z } from 'zod';

const Package = z.object({ scripts: z.object({ start: z.string() }) });

/** The flags that a service's start script gives Node. */
export function deployedFlags(service: 'sync-worker'): string[] {
  const file = new URL(`../../../../services/${service}/package.json`, import.meta.url);
  const { scripts } = Package.parse(JSON.parse(readFileSync(file, 'utf8')));
  return scripts.start.split(' ').filter((word) => word.startsWith('--'));
}

import { z } from 'zod';
import { seedTestOrganization } from './seed/seed-test-organization.ts';

const Config = z.object({
  /** Where the running sandbox answers. */
  SANDBOX_URL: z.url({ protocol: /^https?$/ }).default('http://127.0.0.1:4010'),
});

try {
  const { SANDBOX_URL } = Config.parse(process.env);
  process.stdout.write(await seedTestOrganization(SANDBOX_URL, new Date()));
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`No test organisation was made: ${reason}\n`);
  process.exitCode = 1;
}

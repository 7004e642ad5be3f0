import { z } from 'zod';
import { runSmoke } from './smoke/run-smoke.ts';
import { SmokeSettings } from './smoke/settings.ts';

const settings = SmokeSettings.safeParse(process.env);
if (!settings.success) {
  process.stderr.write(`The smoke test cannot start:\n${z.prettifyError(settings.error)}\n`);
  process.exit(1);
}
const passed = await runSmoke(settings.data, (line) => process.stdout.write(`${line}\n`));
process.exitCode = passed ? 0 : 1;

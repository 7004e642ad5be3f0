import { Logger, run } from 'graphile-worker';
import { patchProject, ProjectChange } from './patch-project.ts';
import { SenderSettings } from './settings.ts';

/** graphile-worker with its defaults, one job for each change. */
const settings = SenderSettings.parse(process.env);
await run({
  connectionString: settings.DATABASE_URL,
  logger: new Logger(() => () => undefined),
  taskList: { push: (payload) => patchProject(settings.ALIGN_BASE_URL, ProjectChange.parse(payload)) },
});
process.stdout.write('ready\n');

import { PgBoss } from 'pg-boss';
import { patchProject, ProjectChange } from './patch-project.ts';
import { SenderSettings } from './settings.ts';

/** pg-boss polling as it does by default, every 2 s; with batches, since it takes one job a poll otherwise. */
const settings = SenderSettings.parse(process.env);
const boss = new PgBoss(settings.DATABASE_URL);
boss.on('error', (error) => process.stderr.write(`${String(error)}\n`));
await boss.start();
await boss.createQueue('push');
await boss.work('push', { batchSize: 100 }, async (jobs) => {
  for (const job of jobs) await patchProject(settings.ALIGN_BASE_URL, ProjectChange.parse(job.data));
});
process.on('SIGTERM', () => void boss.stop({ graceful: false }).then(() => process.exit(0)));
process.stdout.write('ready\n');

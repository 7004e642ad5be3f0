import { migrate } from './migrate.ts';

const connectionString = process.env['DATABASE_URL'];
if (!connectionString) {
  process.stderr.write('DATABASE_URL is not set: name the Postgres database to migrate.\n');
  process.exit(1);
}
try {
  const applied = await migrate(connectionString);
  process.stdout.write(
    applied.length > 0 ? `applied ${applied.join(', ')}\n` : 'already at the newest schema\n',
  );
} catch (error) {
  process.stderr.write(`migration failed: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

import { execFile } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../../..', import.meta.url));
const programs = join(root, 'node_modules', '.bin');

/** Builds the console unless it stands as its sources do, which turbo knows by their content. */
export async function buildConsole(env: NodeJS.ProcessEnv): Promise<void> {
  await run(join(programs, 'turbo'), ['run', 'build', '--filter=@illumera/console'], {
    cwd: root,
    env: { ...env, PATH: `${programs}${delimiter}${env['PATH'] ?? ''}` },
  });
}

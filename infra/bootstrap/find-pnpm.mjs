import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** How to call the pnpm that package.json pins: the one on the PATH where it is that very version, else through npm. */
export function findPnpm(root) {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
  const [pinned] = packageManager.split('+');
  const shell = process.platform === 'win32';
  const found = spawnSync('pnpm', ['--version'], { cwd: root, shell, encoding: 'utf8' });
  if (found.status === 0 && `pnpm@${found.stdout.trim()}` === pinned) {
    return { command: 'pnpm', args: [], shell };
  }
  const npm = process.env.npm_execpath;
  if (npm?.endsWith('npm-cli.js')) {
    return { command: process.execPath, args: [npm, 'exec', '--yes', '--', pinned], shell: false };
  }
  return { command: 'npx', args: ['--yes', pinned], shell };
}

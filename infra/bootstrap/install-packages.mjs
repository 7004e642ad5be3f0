import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { accessSync, constants, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { explainFailure } from './explain-failure.mjs';
import { findPnpm } from './find-pnpm.mjs';
import { pinnedNodePath } from './run-pinned-node.mjs';

/** What pnpm says about the machine's own Node, which only starts it, and about extras that nobody here uses. */
const NOISE = /Unsupported engine|Agent skills|pnpm approve|npm warn Unknown user config/;

/**
 * Installs the packages of the lockfile unless that very lockfile was installed here before. Returns undefined when all
 * is there, and otherwise what went wrong, in words for a person.
 */
export async function installPackages({ root, onStart }) {
  const stamp = join(root, 'node_modules', '.installed-lockfile');
  const wanted = fingerprint(root);
  if (isInstalled(root, stamp, wanted)) return undefined;
  const closed = closedDirectory(root);
  if (closed !== undefined) return `There is no permission to write in ${closed}.`;

  const started = Date.now();
  process.stdout.write('Installing packages; the first time takes a minute or two.\n');
  const { code, output } = await runInstall(root, onStart);
  if (code !== 0) return explainFailure(root, output);
  try {
    writeFileSync(stamp, wanted);
  } catch (error) {
    return explainFailure(root, String(error));
  }
  process.stdout.write(`Packages are installed (${Math.round((Date.now() - started) / 1000)} s).\n`);
  return undefined;
}

function fingerprint(root) {
  const hash = createHash('sha256').update(`${process.platform} ${process.arch}\n`);
  for (const file of ['pnpm-lock.yaml', 'pnpm-workspace.yaml']) hash.update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function isInstalled(root, stamp, wanted) {
  return existsSync(pinnedNodePath(root)) && existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted;
}

function closedDirectory(root) {
  return [root, join(root, 'node_modules')].filter(existsSync).find((directory) => {
    try {
      accessSync(directory, constants.W_OK);
      return false;
    } catch {
      return true;
    }
  });
}

function runInstall(root, onStart) {
  const pnpm = findPnpm(root);
  const args = [
    ...pnpm.args,
    'install',
    '--frozen-lockfile',
    '--reporter=append-only',
    '--config.fetch-retries=1',
  ];
  const child = spawn(pnpm.command, args, {
    cwd: root,
    shell: pnpm.shell,
    stdio: ['ignore', 'pipe', 'pipe'],
    // CI=true: never ask, not even whether an older node_modules may be replaced.
    env: { ...process.env, CI: 'true', npm_config_fetch_retries: '1' },
  });
  onStart(child);
  let output = '';
  const relay = (source, target) => {
    createInterface({ input: source }).on('line', (line) => {
      output = `${output}${line}\n`.slice(-20_000);
      if (!NOISE.test(line)) target.write(`${line}\n`);
    });
  };
  relay(child.stdout, process.stdout);
  relay(child.stderr, process.stderr);
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

// Starts the demo or the checks from nothing but Node 20 or newer and npm: installs what is missing, then hands over to
// the Node that the workspace pins. Nothing here may import a package.
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installPackages } from './bootstrap/install-packages.mjs';
import { runPinnedNode } from './bootstrap/run-pinned-node.mjs';
import { watchStarter } from './bootstrap/watch-starter.mjs';

const OLDEST_NODE = 20;
/** The exit code of a process that Ctrl-C ended. */
const INTERRUPTED = 130;

const scripts = {
  demo: 'infra/demo/src/main.ts',
  checks: 'infra/checks/src/main.ts',
};

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [name, ...args] = process.argv.slice(2);
const script = scripts[name];

if (Number(process.versions.node.split('.')[0]) < OLDEST_NODE) {
  fail(`Node ${OLDEST_NODE} or newer is needed; this is ${process.version}. See https://nodejs.org.`);
}
if (script === undefined) fail(`Say what to run: ${Object.keys(scripts).join(' or ')}.`);

// What runs at the moment is asked to stop, and this process ends with it.
let running;
let interrupted = false;
const interrupt = (signal) => {
  interrupted = true;
  if (running === undefined) process.exit(INTERRUPTED);
  running.kill(signal);
};
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, interrupt);
watchStarter(() => interrupt('SIGTERM'));
const onStart = (child) => {
  running = child;
};

const fault = await installPackages({ root, onStart });
if (interrupted) process.exit(INTERRUPTED);
if (fault !== undefined) fail(fault);
process.exit(await runPinnedNode({ root, script, args, onStart }));

function fail(message) {
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}

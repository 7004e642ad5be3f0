import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onStopRequest } from '@illumera/testkit/servers';
import { addressesOf } from './addresses.ts';
import { bringUp } from './bring-up.ts';
import { describeFault } from './describe-fault.ts';
import { readSettings, type Settings } from './settings.ts';

const root = fileURLToPath(new URL('../../../', import.meta.url));
const undos: (() => Promise<void>)[] = [];
let ending = false;

async function end(exitCode: number): Promise<void> {
  if (ending) return;
  ending = true;
  for (const undo of undos.toReversed()) await undo();
  process.exit(exitCode);
}

function fail(fault: unknown, dataDirectory: string): void {
  if (ending) return;
  process.stderr.write(`\n${describeFault(fault, dataDirectory)}\n`);
  void end(1);
}

function announce(settings: Settings, seedLog: string, logs: string): void {
  const addresses = addressesOf(settings.ports);
  process.stdout.write(`
console          ${addresses.api}/
API reference    ${addresses.api}/docs
Align stand-in   ${addresses.alignSandbox}/
logs             ${logs}

${readFileSync(seedLog, 'utf8').trim()}

Ctrl-C stops everything; the data is kept. npm start -- --fresh begins again.
`);
}

let dataDirectory = join(root, '.data');
onStopRequest(() => {
  if (!ending) process.stdout.write('\nstopping …\n');
  void end(0);
});
try {
  const settings = readSettings(process.argv.slice(2), process.env);
  dataDirectory = settings.dataDirectory ?? dataDirectory;
  const demo = await bringUp({
    root,
    dataDirectory,
    settings,
    onUndo: (undo) => undos.push(undo),
    onUnexpectedEnd: (fault) => fail(fault, dataDirectory),
  });
  announce(settings, demo.seedLog, demo.logs);
} catch (fault) {
  fail(fault, dataDirectory);
}

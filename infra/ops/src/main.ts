import { runOps } from './command-line/run-ops.ts';

process.exitCode = await runOps({
  args: process.argv.slice(2),
  env: process.env,
  writeOut: (text) => process.stdout.write(text),
  writeError: (text) => process.stderr.write(text),
  showProgress: process.stderr.isTTY,
});

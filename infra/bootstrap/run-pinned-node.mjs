import { spawn } from 'node:child_process';
import { delimiter, join } from 'node:path';

/** Where the npm package `node` puts the Node that the workspace pins. */
export function pinnedNodePath(root) {
  return join(root, 'node_modules', 'node', 'bin', process.platform === 'win32' ? 'node.exe' : 'node');
}

/**
 * Runs a script of the workspace with the pinned Node first on its PATH, and resolves to its exit code. A channel ties
 * the two: the script hears `disconnect` when this process is gone, however it ended.
 */
export function runPinnedNode({ root, script, args, onStart }) {
  const child = spawn(pinnedNodePath(root), [script, ...args], {
    cwd: root,
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    env: {
      ...process.env,
      PATH: `${join(root, 'node_modules', '.bin')}${delimiter}${process.env.PATH ?? ''}`,
    },
  });
  onStart(child);
  return new Promise((resolve) => {
    child.on('error', (error) => {
      process.stderr.write(`\nThe Node of the workspace does not run: ${error.message}\n`);
      resolve(1);
    });
    child.on('exit', (code) => resolve(code ?? 1));
  });
}

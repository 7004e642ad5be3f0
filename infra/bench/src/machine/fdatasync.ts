import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { percentile } from '../measure/percentile.ts';

const WRITES = 300;
const PAGE_BYTES = 8_192;

/** The median of writing one page and forcing it to the disk, in microseconds, where the bench's Postgres lies. */
export function fdatasyncMicroseconds(directory = tmpdir()): number {
  const folder = mkdtempSync(join(directory, 'fdatasync-'));
  const file = openSync(join(folder, 'page'), 'w');
  const page = Buffer.alloc(PAGE_BYTES, 1);
  try {
    const times = Array.from({ length: WRITES }, () => {
      const startedAt = performance.now();
      writeSync(file, page, 0, PAGE_BYTES, 0);
      fdatasyncSync(file);
      return (performance.now() - startedAt) * 1000;
    });
    return percentile(times, 0.5);
  } finally {
    closeSync(file);
    rmSync(folder, { recursive: true });
  }
}

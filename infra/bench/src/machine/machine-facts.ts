import { arch, cpus, platform, release, totalmem } from 'node:os';
import { Client } from 'pg';
import { z } from 'zod';
import { percentile } from '../measure/percentile.ts';
import { runProgram } from '../programs/run-program.ts';
import { startProgram } from '../programs/start-program.ts';
import { fdatasyncMicroseconds } from './fdatasync.ts';

/** What a figure has to be read beside. */
export interface MachineFacts {
  system: string;
  cores: number;
  memoryGb: number;
  node: string;
  postgres: string;
  settings: Record<string, string>;
  fdatasyncMicroseconds: number;
  selectOneMs: number;
  bareFastifyPerSecond: number;
}

const SELECTS = 500;

/** Measures the floor lines of this machine; a Postgres elsewhere has a disk of its own that is not measured. */
export async function machineFacts(
  connectionString: string,
  directory: string | undefined,
): Promise<MachineFacts> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    const show = async (name: string): Promise<string> => {
      const shown = await client.query<Record<string, string>>(`show ${name}`);
      return Object.values(shown.rows[0] ?? {}).join('');
    };
    const times: number[] = [];
    for (let turn = 0; turn < SELECTS; turn += 1) {
      const startedAt = performance.now();
      await client.query({ name: 'one', text: 'select 1' });
      times.push(performance.now() - startedAt);
    }
    const settings: Record<string, string> = {};
    for (const name of [
      'fsync',
      'synchronous_commit',
      'full_page_writes',
      'wal_sync_method',
      'shared_buffers',
    ])
      settings[name] = await show(name);
    return {
      system: `${platform()} ${release()} ${arch()}, ${cpus()[0]?.model ?? 'unknown processor'}`,
      cores: cpus().length,
      memoryGb: Math.round(totalmem() / 2 ** 30),
      node: process.version,
      postgres: await show('server_version'),
      settings,
      fdatasyncMicroseconds: fdatasyncMicroseconds(directory),
      selectOneMs: percentile(times, 0.5),
      bareFastifyPerSecond: await bareFastify(),
    };
  } finally {
    await client.end();
  }
}

const Load = z.object({ perSecond: z.number() });

async function bareFastify(): Promise<number> {
  const server = startProgram({ main: 'infra/bench/src/peers/bare-fastify.ts', env: {} });
  try {
    const url = await server.says(/listening at (http:\S+)/);
    const load = await runProgram(Load, {
      main: 'infra/bench/src/load/deliveries-main.ts',
      env: {
        URL: url,
        FORMAT: 'align',
        CONNECTIONS: '64',
        DURATION_MS: '2000',
        WARM_UP_MS: '1000',
        TARGETS: '[]',
      },
    });
    return load.perSecond;
  } finally {
    await server.stop();
  }
}

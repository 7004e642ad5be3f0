import { runService } from '@illumera/runtime';
import packageJson from '../package.json' with { type: 'json' };
import { settings } from './config.ts';
import { start } from './start.ts';

await runService({ name: 'api', version: packageJson.version, settings, env: process.env, start });

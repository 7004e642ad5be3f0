import { readKeyStatus } from '@illumera/sync';
import { z } from 'zod';
import { alignColumns } from '../command-line/align-columns.ts';
import { defineCommand } from '../command-line/define-command.ts';
import { keyringOfCommand } from '../keyring-of-command.ts';

export const keysStatus = defineCommand({
  summary: 'Count the sealed values by the encryption key that each needs',
  options: z.object({}),
  run: async ({ database, settings }) => {
    const keyring = keyringOfCommand(settings);
    if ('kind' in keyring) return keyring;
    const uses = await readKeyStatus(database, keyring);
    const left = uses.filter(({ standing }) => standing !== 'current');
    const remaining = left.reduce((sum, { values }) => sum + values, 0);
    const rows = uses.map(({ column, keyId, standing, values }) => [column, keyId, standing, String(values)]);
    const table =
      rows.length === 0 ? 'nothing is sealed' : alignColumns(['column', 'key', 'standing', 'values'], rows);
    const advice =
      remaining === 0
        ? 'Every value is sealed with the current key; retired keys can be removed.'
        : `${remaining} values need another key than the current one: run \`ops keys rotate\`.`;
    return {
      kind: 'done',
      json: { currentKeyId: keyring.currentKeyId, remaining, data: uses },
      text: `${table}\n${advice}`,
    };
  },
});

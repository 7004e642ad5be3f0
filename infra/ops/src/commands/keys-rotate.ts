import { readKeyStatus, resealSecrets } from '@illumera/sync';
import { z } from 'zod';
import { defineCommand } from '../command-line/define-command.ts';
import { keyringOfCommand } from '../keyring-of-command.ts';

const BATCH_SIZE = 100;

export const keysRotate = defineCommand({
  summary: 'Seal every value anew with the current encryption key, while the services run',
  options: z.object({}),
  run: async ({ database, settings, report }) => {
    const keyring = keyringOfCommand(settings);
    if ('kind' in keyring) return keyring;
    const counts = await resealSecrets(database, {
      keyring,
      batchSize: BATCH_SIZE,
      onBatch: (resealed) => report(`${resealed} values sealed anew`),
    });
    const left = (await readKeyStatus(database, keyring)).filter(({ standing }) => standing !== 'current');
    const remaining = left.reduce((sum, { values }) => sum + values, 0);
    if (counts.unreadable > 0) {
      const reason = `${counts.resealed} values sealed anew, ${counts.unreadable} do not open: their key is missing in ALIGN_ENCRYPTION_KEYS_OLD`;
      return { kind: 'conflict', reason };
    }
    const rest = remaining === 0 ? 'none is left' : `${remaining} were written meanwhile: run this again`;
    return {
      kind: 'done',
      json: { currentKeyId: keyring.currentKeyId, ...counts, remaining },
      text: `${counts.resealed} values sealed anew; ${rest}`,
    };
  },
});

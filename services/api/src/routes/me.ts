import { readMe } from '@illumera/sync';
import type { Handlers } from './handler.ts';

export const meHandlers = {
  readMe: async ({ database }, { actor }) => ({ kind: 'done', value: await readMe(database, actor) }),
} satisfies Handlers<'readMe'>;

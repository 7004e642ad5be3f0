import {
  adjustTimeEntry,
  createTimeEntry,
  deleteTimeEntry,
  listTimeEntries,
  readTimeEntry,
  submitTimeEntry,
  unlockTimeEntry,
  updateTimeEntry,
} from '@illumera/sync';
import type { Handlers } from './handler.ts';

export const timeEntryHandlers = {
  createTimeEntry: ({ database }, { actor, body }) => createTimeEntry(database, actor, body),
  listTimeEntries: ({ database }, { actor, query }) => listTimeEntries(database, actor, query),
  readTimeEntry: ({ database }, { actor, params }) => readTimeEntry(database, actor, params.id),
  updateTimeEntry: ({ database }, { actor, params, body }) =>
    updateTimeEntry(database, actor, { ...body, entryId: params.id }),
  deleteTimeEntry: ({ database }, { actor, params }) => deleteTimeEntry(database, actor, params.id),
  submitTimeEntry: ({ database }, { actor, params }) => submitTimeEntry(database, actor, params.id),
  adjustTimeEntry: ({ database }, { actor, params, body }) =>
    adjustTimeEntry(database, actor, { ...body, entryId: params.id }),
  unlockTimeEntry: ({ database, transport, keyring }, { actor, params, body }) =>
    unlockTimeEntry(database, { transport, keyring, actor, entryId: params.id, reason: body.reason }),
} satisfies Handlers<
  | 'createTimeEntry'
  | 'listTimeEntries'
  | 'readTimeEntry'
  | 'updateTimeEntry'
  | 'deleteTimeEntry'
  | 'submitTimeEntry'
  | 'adjustTimeEntry'
  | 'unlockTimeEntry'
>;

import {
  activateProject,
  createProject,
  createSlot,
  deleteSlot,
  listProjects,
  readProject,
  updateProject,
  updateSlot,
} from '@illumera/sync';
import type { Handlers } from './handler.ts';

export const projectHandlers = {
  createProject: ({ database }, { actor, body }) => createProject(database, actor, body),
  listProjects: ({ database }, { actor, query }) => listProjects(database, actor, query),
  readProject: ({ database }, { actor, params }) => readProject(database, actor, params.id),
  updateProject: ({ database }, { actor, params, body }) =>
    updateProject(database, actor, { ...body, projectId: params.id }),
  activateProject: ({ database }, { actor, params }) => activateProject(database, actor, params.id),
  createSlot: ({ database }, { actor, params, body }) =>
    createSlot(database, actor, { ...body, projectId: params.id }),
  updateSlot: ({ database }, { actor, params, body }) =>
    updateSlot(database, actor, { ...body, projectId: params.id, slotId: params.slotId }),
  deleteSlot: ({ database }, { actor, params }) =>
    deleteSlot(database, actor, { projectId: params.id, slotId: params.slotId }),
} satisfies Handlers<
  | 'createProject'
  | 'listProjects'
  | 'readProject'
  | 'updateProject'
  | 'activateProject'
  | 'createSlot'
  | 'updateSlot'
  | 'deleteSlot'
>;

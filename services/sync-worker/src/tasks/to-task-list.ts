import type { TaskName } from '@illumera/sync';
import type { TaskList } from 'graphile-worker';
import type { Task, TaskContext } from './task-context.ts';
import { tasks } from './tasks.ts';

/**
 * Makes graphile-worker's task list of some of the tasks. A task that throws is logged and its job ends all the same: what
 * it left undone is found again by the sweep, by the database's own state and not by graphile-worker's retries.
 */
export function toTaskList(context: TaskContext, names: readonly TaskName[]): TaskList {
  return Object.fromEntries(
    names.map((name) => {
      const task = tasks[name] as Task<TaskName>;
      const run = async (payload: unknown): Promise<void> => {
        try {
          await task(context, payload as never);
        } catch (error) {
          context.metrics.taskFailures.inc({ task: name });
          context.logger.error({ err: error, task: name, payload }, 'task failed');
        }
      };
      return [name, run];
    }),
  );
}

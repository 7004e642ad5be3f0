import type { RunningAlign } from '../../programs/start-align.ts';
import type { Gate } from '../../report/row-result.ts';

/** One create per entity, and never an edit or a second submission of what was submitted. */
export function entityGates(
  entities: Awaited<ReturnType<RunningAlign['entities']>>,
  counts: Awaited<ReturnType<RunningAlign['counts']>>,
): Gate[] {
  const twice = entities.filter(({ creates }) => creates > 1).length;
  return [
    {
      name: 'one create per entity',
      passed: twice === 0,
      detail: `${twice} of ${entities.length} created more than once`,
    },
    {
      name: 'order per entity',
      passed: counts.outOfOrder === 0,
      detail: `${counts.outOfOrder} calls out of order`,
    },
  ];
}

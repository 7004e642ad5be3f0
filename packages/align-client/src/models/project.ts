import { z } from 'zod';
import { AlignId } from './align-id.ts';
import { FreeText } from './free-text.ts';
import { Money } from './money.ts';

/** S1 "POST /projects". */
export const Project = z.object({
  id: AlignId,
  name: FreeText.nullish(),
  description: FreeText.nullish(),
  status: z.string().nullish(),
  organizationId: z.string().nullish(),
});
export type Project = z.output<typeof Project>;

/** S1 "GET /projects/:id/time-summary"; `byStatus` is there when no status was asked for. */
export const TimeSummary = z.object({
  projectId: z.string().nullish(),
  totalMinutes: z.int().nonnegative(),
  billableMinutes: z.int().nonnegative().nullish(),
  byStatus: z.record(z.string(), z.int().nonnegative()).nullish(),
  byUser: z.array(z.object({ userId: z.string(), totalMinutes: z.int().nonnegative() })).nullish(),
});
export type TimeSummary = z.output<typeof TimeSummary>;

/** S1 "GET /projects/:id/cost-summary". */
export const CostSummary = z.object({
  projectId: z.string().nullish(),
  /** ISO 4217. */
  currency: z.string().nullish(),
  plannedCost: Money.nullish(),
  actualCost: Money.nullish(),
  approvedCost: Money,
  pendingCost: Money.nullish(),
});
export type CostSummary = z.output<typeof CostSummary>;

import {
  Connection,
  Delivery,
  Discrepancy,
  Engagement,
  Invoice,
  Me,
  OutboxItem,
  Person,
  Problem,
  Project,
  Slot,
  SyncSummary,
  TimeEntry,
  TimelineEvent,
} from '@illumera/api-models';
import { z } from 'zod';

const models = {
  Connection,
  Delivery,
  Discrepancy,
  Engagement,
  Invoice,
  Me,
  OutboxItem,
  Person,
  Problem,
  Project,
  Slot,
  SyncSummary,
  TimeEntry,
  TimelineEvent,
};

/** Gives the models names, so that OpenAPI describes each once. Naming them twice changes nothing. */
export function nameModels(): void {
  for (const [id, model] of Object.entries(models)) z.globalRegistry.add(model, { ...model.meta(), id });
}

import * as apiModels from '@illumera/api-models';
import { z } from 'zod';

type ModelName = {
  [Name in keyof typeof apiModels]: (typeof apiModels)[Name] extends z.ZodType ? Name : never;
}[keyof typeof apiModels];

/** The models that OpenAPI describes once each, by name: all there are, so that none can be forgotten. */
export const models = Object.fromEntries(
  Object.entries(apiModels).filter(([, exported]) => exported instanceof z.ZodType),
) as Pick<typeof apiModels, ModelName>;

import { z } from 'zod';
import { modelExamples } from './model-examples.ts';
import { models } from './models.ts';

/** Gives the models names and examples, so that OpenAPI describes each once. */
export function nameModels(): void {
  for (const id of Object.keys(models) as (keyof typeof models)[]) {
    const model = models[id];
    z.globalRegistry.add(model, { ...model.meta(), id, examples: [modelExamples[id]] });
  }
}

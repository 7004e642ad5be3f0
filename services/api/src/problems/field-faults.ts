import type { FastifySchemaValidationError } from 'fastify';
import type { FieldFault } from './problem-error.ts';

/** Names each field that is at fault; one that is not known at all is named itself, not the object it stands in. */
export function fieldFaults(validation: readonly FastifySchemaValidationError[]): FieldFault[] {
  return validation.flatMap((issue) => {
    const path = issue.instancePath.split('/').filter((part) => part !== '');
    const unknown = issue.keyword === 'unrecognized_keys' ? issue.params['keys'] : undefined;
    if (Array.isArray(unknown)) {
      return unknown.map((key) => ({ field: [...path, String(key)].join('.'), message: 'is not known' }));
    }
    return [{ field: path.join('.') || 'body', message: issue.message ?? 'is not valid' }];
  });
}

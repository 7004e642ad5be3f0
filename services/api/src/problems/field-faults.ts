import type { FastifySchemaValidationError } from 'fastify';
import type { FieldFault } from './problem-error.ts';

/** What may be somebody's idea of a field; anything else may be a secret in the wrong place, and is not repeated. */
const FIELD_NAME = /^[A-Za-z_]{1,40}$/;

/** Names each field that is at fault; one that is not known at all is named itself, not the object it stands in. */
export function fieldFaults(validation: readonly FastifySchemaValidationError[]): FieldFault[] {
  return validation.flatMap((issue) => {
    const path = issue.instancePath.split('/').filter((part) => part !== '');
    const unknown = issue.keyword === 'unrecognized_keys' ? issue.params['keys'] : undefined;
    if (Array.isArray(unknown)) {
      return unknown.map((key) => {
        const name = FIELD_NAME.test(String(key)) ? String(key) : '(no name of a field)';
        return { field: [...path, name].join('.'), message: 'is not known' };
      });
    }
    return [{ field: path.join('.') || 'body', message: issue.message ?? 'is not valid' }];
  });
}

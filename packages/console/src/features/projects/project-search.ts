import { routes } from '@illumera/api-models';
import { z } from 'zod';
import { optionalSearch } from '../../console/optional-search.ts';

const query = routes.listProjects.query.shape;

export const ProjectSearch = z.object({
  cursor: optionalSearch(query.cursor.unwrap()),
  status: optionalSearch(query.status.unwrap()),
});

import { routes } from '@illumera/api-models';
import { z } from 'zod';
import { optionalSearch } from '../../console/optional-search.ts';

const query = routes.listTimeEntries.query.shape;

export const TimeEntrySearch = z.object({
  cursor: optionalSearch(query.cursor.unwrap()),
  status: optionalSearch(query.status.unwrap()),
});

export const CompanyTimeEntrySearch = TimeEntrySearch.extend({
  companyId: optionalSearch(query.companyId.unwrap()),
});

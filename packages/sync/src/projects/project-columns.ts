/** What callers see of a project. */
export const projectColumns = [
  'id',
  'companyId',
  'name',
  'description',
  'status',
  'createdAt',
  'updatedAt',
] as const;

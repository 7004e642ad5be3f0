/** What callers see of a slot. */
export const slotColumns = [
  'id',
  'projectId',
  'title',
  'hours',
  'durationWeeks',
  'status',
  'createdAt',
  'updatedAt',
] as const;

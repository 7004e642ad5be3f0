export const invoiceColumns = [
  'id',
  'companyId',
  'engagementId',
  'amountCents',
  'currency',
  'status',
  'createdAt',
  'updatedAt',
] as const;

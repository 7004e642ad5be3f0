import { choice } from './define-switch.ts';

export const approvedStatus = choice({
  title: 'Status when approved',
  explains: 'S3 says that approving locks an entry, S1 tells approved from locked.',
  standard: 'approved',
  choices: {
    approved: 'REST shows an approved entry as approved',
    locked: 'REST shows an approved entry as locked',
  },
});

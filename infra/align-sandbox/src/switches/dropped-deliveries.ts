import { probability } from './define-switch.ts';

export const droppedDeliveries = probability({
  title: 'Dropped deliveries',
  explains: 'A share of the deliveries is never sent and never listed.',
});

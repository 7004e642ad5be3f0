import { probability } from './define-switch.ts';

export const delayedDeliveries = probability({
  title: 'Delayed deliveries',
  explains: 'A share of the deliveries waits up to the longest delay before its first attempt.',
});

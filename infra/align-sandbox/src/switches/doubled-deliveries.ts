import { probability } from './define-switch.ts';

export const doubledDeliveries = probability({
  title: 'Doubled deliveries',
  explains: 'A share of the deliveries is sent twice at once.',
});

/** Ids that examples share, so that they tell one story. */
export const ids = {
  company: '0199a3c4-5b1e-7c52-9a57-1f0c2d9be001',
  project: '0199a3c4-5b1e-7c52-9a57-1f0c2d9be002',
  slot: '0199a3c4-5b1e-7c52-9a57-1f0c2d9be003',
  person: '0199a3c4-5b1e-7c52-9a57-1f0c2d9be004',
  engagement: '0199a3c4-5b1e-7c52-9a57-1f0c2d9be005',
  entry: '0199a3c4-5b1e-7c52-9a57-1f0c2d9be006',
  invoice: '0199a3c4-5b1e-7c52-9a57-1f0c2d9be007',
  connection: '0199a3c4-5b1e-7c52-9a57-1f0c2d9be008',
  intent: '0199a3c4-5b1e-7c52-9a57-1f0c2d9be009',
  delivery: '0199a3c4-5b1e-7c52-9a57-1f0c2d9be00a',
  discrepancy: '0199a3c4-5b1e-7c52-9a57-1f0c2d9be00b',
  run: '0199a3c4-5b1e-7c52-9a57-1f0c2d9be00c',
  user: '0199a3c4-5b1e-7c52-9a57-1f0c2d9be00d',
  backfill: '0199a3c4-5b1e-7c52-9a57-1f0c2d9be00e',
  request: '1f4c7a1e-3f3e-4d0a-8f0b-6d7c1d1f2a3b',
};

import type { RateWindow } from '../align/rate-window.ts';
import type { Sandbox } from '../sandbox.ts';

/** What every group of Align's routes is given. */
export type ApiOptions = {
  sandbox: Sandbox;
  /** Counts requests per key, and test deliveries per organization. */
  windows: { requests: RateWindow; testDeliveries: RateWindow };
};

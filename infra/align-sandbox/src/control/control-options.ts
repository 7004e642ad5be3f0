import type { Sandbox } from '../sandbox.ts';

/** What every group of the control API's routes is given. */
export type ControlOptions = {
  sandbox: Sandbox;
  /** Forgets everything but the issuer's signing key. */
  reset: () => void;
};

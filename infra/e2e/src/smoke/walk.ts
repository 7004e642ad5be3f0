import type { ControlClient } from '@illumera/align-sandbox/control-client';
import type { Cast } from './find-cast.ts';

/** Who walks, through which engagement, and the way to Align's side. */
export interface Walk extends Cast {
  control: ControlClient;
  engagementId: string;
}

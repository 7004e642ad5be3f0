import { z } from 'zod';

/**
 * Kept as it came: no page of Align's shows what the evidence of a release holds (S0 "Endpoints to Poll").
 */
export const ReleaseEvidence = z.union([z.record(z.string(), z.unknown()), z.array(z.unknown())]);
export type ReleaseEvidence = z.output<typeof ReleaseEvidence>;

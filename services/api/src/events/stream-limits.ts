/** Bounds on the streams of one process. */
export interface StreamLimits {
  /** Streams of all callers together. */
  streams: number;
  streamsPerUser: number;
  /** A stream ends after so long and is opened again, with a token and a role that still hold. */
  lifetimeMs: number;
  /** What changes within so long is told together. */
  pauseMs: number;
  /** A comment goes out this often, so that nobody in between takes a quiet stream for dead. */
  heartbeatMs: number;
}

export const STREAM_LIMITS: StreamLimits = {
  streams: 1_000,
  streamsPerUser: 10,
  lifetimeMs: 5 * 60_000,
  pauseMs: 200,
  heartbeatMs: 15_000,
};

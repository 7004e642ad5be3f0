/** One request as it left, and how it ended; without its headers, so without the API key. */
export interface CallRecord {
  method: string;
  /** Below the base URL, with its query. */
  path: string;
  /** JSON, or null where nothing was sent along. */
  body: string | null;
  /** Undefined where no answer came. */
  status: number | undefined;
  sentAt: Date;
  durationMs: number;
}

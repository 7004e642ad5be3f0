/** What one process takes in a minute; more is answered 429. */
export interface Limits {
  /** Requests from one address, whatever they hold. */
  requestsPerAddress: number;
  /** Requests from one address that are refused. What is signed passes beyond it. */
  refusalsPerAddress: number;
  /** Verified deliveries for one connection. */
  deliveriesPerConnection: number;
}

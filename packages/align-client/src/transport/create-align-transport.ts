import { type Dispatcher, errors, Pool } from 'undici';
import { AlignNetworkError, AlignUnreadableAnswerError } from '../errors.ts';

export interface AlignTransportOptions {
  /** Includes `/api/v1`; a slash at its end does not matter. */
  baseUrl: string;
  /** Limit of a whole call, from waiting for a connection to the last byte. Default 15,000. */
  timeoutMs?: number;
  /** Most connections to Align that this process holds open at once. Default 32. */
  connections?: number;
  /** A larger answer is cut off as it arrives. Default 1 MiB. */
  maxAnswerBytes?: number;
}

export interface AlignRequest {
  /** Named in error messages. */
  operation: string;
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the base URL, encoded, with its query. */
  path: string;
  headers: Record<string, string>;
  body: string | null;
  signal: AbortSignal | undefined;
}

export interface AlignAnswer {
  status: number;
  headers: Dispatcher.ResponseData['headers'];
  /** Empty where an answer outside 2xx broke off: its status says enough. */
  bytes: Uint8Array;
}

export interface AlignTransport {
  /**
   * Sends one request once: follows no redirect, so that the key goes nowhere else, and never retries. Throws
   * `AlignNetworkError`, and `AlignUnreadableAnswerError` for a 2xx beyond `maxAnswerBytes`.
   */
  send(request: AlignRequest): Promise<AlignAnswer>;
  /** Lets running calls end, then closes the connections. */
  close(): Promise<void>;
}

/** The connections to Align that all clients of a process share. */
export function createAlignTransport(options: AlignTransportOptions): AlignTransport {
  const { timeoutMs = 15_000, connections = 32, maxAnswerBytes = 1024 * 1024 } = options;
  const base = new URL(options.baseUrl);
  const prefix = base.pathname.replace(/\/+$/, '');
  const pool = new Pool(base.origin, {
    connections,
    // HTTP/1.1 has one call on a connection at a time, so that cutting one off disturbs no other.
    allowH2: false,
    maxResponseSize: maxAnswerBytes,
    connectTimeout: timeoutMs,
    // The deadline of the whole call stands in for both.
    headersTimeout: 0,
    bodyTimeout: 0,
  });

  async function send(request: AlignRequest): Promise<AlignAnswer> {
    const deadline = AbortSignal.timeout(timeoutMs);
    const signal = request.signal ? AbortSignal.any([request.signal, deadline]) : deadline;
    const { method, headers, body } = request;
    try {
      const answer = await pool.request({ method, path: prefix + request.path, headers, body, signal });
      return { status: answer.statusCode, headers: answer.headers, bytes: await readBytes(answer) };
    } catch (cause) {
      if (cause instanceof errors.ResponseExceededMaxSizeError) {
        throw new AlignUnreadableAnswerError(`${request.operation}: an answer over ${maxAnswerBytes} bytes`, {
          cause,
        });
      }
      throw networkError(request.operation, { cause, timedOut: deadline.aborted });
    }
  }

  return { send, close: () => pool.close() };
}

async function readBytes({ statusCode, body }: Dispatcher.ResponseData): Promise<Uint8Array> {
  try {
    return await body.bytes();
  } catch (error) {
    if (statusCode >= 200 && statusCode < 300) throw error;
    return new Uint8Array();
  }
}

function networkError(operation: string, failure: { cause: unknown; timedOut: boolean }): AlignNetworkError {
  const { cause } = failure;
  // It quotes what arrived, which may echo the key.
  if (cause instanceof errors.HTTPParserError && 'data' in cause) cause.data = undefined;
  const timedOut = failure.timedOut || cause instanceof errors.ConnectTimeoutError;
  const why = timedOut ? 'timed out' : (codeOf(cause) ?? 'aborted');
  return new AlignNetworkError(`${operation}: no answer from Align (${why})`, { cause, timedOut });
}

function codeOf(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : undefined;
}

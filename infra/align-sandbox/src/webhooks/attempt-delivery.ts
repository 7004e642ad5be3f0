import { signBody } from './sign-body.ts';

/** S3 "Responding to Deliveries". */
const ATTEMPT_TIMEOUT_MS = 5000;
const KEPT_RESPONSE_CHARACTERS = 2000;

export type Attempt = {
  destinationUrl: string;
  hmacSecret: string;
  /** What the header calls this attempt. */
  headerId: string;
  eventName: string;
  rawBody: string;
  /** What the header says of the time, in Unix milliseconds. */
  headerTimeMs: number;
  /** Gives the attempt up, e.g. because the process stops. */
  signal: AbortSignal;
};

/** The code is null where no answer came; the text then says why. */
export type AttemptResult = { responseCode: number | null; responseBody: string | null };

/** Sends one delivery once, signed and with S3's headers; never throws. */
export async function attemptDelivery(attempt: Attempt): Promise<AttemptResult> {
  const { destinationUrl, hmacSecret, headerId, eventName, rawBody, headerTimeMs } = attempt;
  try {
    const response = await fetch(destinationUrl, {
      method: 'POST',
      redirect: 'manual',
      signal: AbortSignal.any([attempt.signal, AbortSignal.timeout(ATTEMPT_TIMEOUT_MS)]),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'Align-Outbound-Webhook/1.0',
        'x-align-event': eventName,
        'x-align-delivery-id': headerId,
        'x-align-timestamp': String(Math.floor(headerTimeMs / 1000)),
        'x-align-signature': signBody(rawBody, hmacSecret),
      },
      body: rawBody,
    });
    const text = await response.text();
    return { responseCode: response.status, responseBody: text.slice(0, KEPT_RESPONSE_CHARACTERS) };
  } catch (error) {
    return { responseCode: null, responseBody: reasonOf(error) };
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}

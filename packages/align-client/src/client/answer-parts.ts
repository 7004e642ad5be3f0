import type { Endpoint } from '../endpoints/endpoint.ts';
import type { AlignAnswer } from '../transport/create-align-transport.ts';

/** An answer with the call it answers. */
export interface AnswerParts {
  operation: string;
  endpoint: Endpoint;
  answer: AlignAnswer;
  apiKey: string;
}

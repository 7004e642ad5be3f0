import type { FastifyBaseLogger } from 'fastify';
import type { Answer } from './answer.ts';

/**
 * An answer comes within 5 s always (contract section 4), also to a request that took all its time to come in; what is not
 * stored by then is asked for again.
 */
const ANSWER_WITHIN_MS = 2_300;

/**
 * Waits for an answer, but not for long: where Postgres fails or does not answer, the sender is to come again. What is stored
 * after that makes the next try a duplicate.
 */
export async function answerInTime(work: Promise<Answer>, logger: FastifyBaseLogger): Promise<Answer> {
  const late = Promise.withResolvers<Answer>();
  const timer = setTimeout(() => {
    logger.error({ afterMs: ANSWER_WITHIN_MS }, 'could not store a delivery in time');
    late.resolve('unavailable');
  }, ANSWER_WITHIN_MS);
  try {
    return await Promise.race([work, late.promise]);
  } catch (error) {
    logger.error({ err: error }, 'could not store a delivery');
    return 'unavailable';
  } finally {
    clearTimeout(timer);
  }
}

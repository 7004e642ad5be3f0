/** S3 "Rate limiting": 10 test calls per organisation per hour. */
export const TESTS_PER_HOUR = 10;

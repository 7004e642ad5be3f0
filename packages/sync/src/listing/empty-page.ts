import { type Done, done } from '../answer.ts';
import type { Page } from './fetch-page.ts';

/** What there is of what nobody has. */
export const emptyPage: Done<Page<never>> = done({ data: [], nextCursor: null });

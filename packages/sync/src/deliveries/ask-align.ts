import {
  AlignApiError,
  type AlignClient,
  type ReleaseEvidence,
  type TimeEntry,
} from '@illumera/align-client';
import { KEY_REFUSED } from '../push/classify-error.ts';

/** What a handler wants to know of Align before it can go on. */
export type Question =
  | { about: 'time_entry'; alignProjectId: string; alignEntryId: string; workDate: string | undefined }
  | { about: 'release'; releaseId: string };

/** What came back; undefined where Align has no such thing. */
export type AlignReply =
  | { about: 'time_entry'; entry: TimeEntry | undefined }
  | { about: 'release'; evidence: ReleaseEvidence | undefined }
  /** Align could not be asked, for want of a key that it takes; what it said against this one, where it was asked with it. */
  | { about: 'nothing'; refusal?: AlignApiError };

type Asker<About extends Question['about']> = (
  client: AlignClient,
  question: Extract<Question, { about: About }>,
) => Promise<Extract<AlignReply, { about: About }>>;

const PAGE_SIZE = 100;
/** The entries of one day, or of a whole small project, are found within so many pages. */
const MAX_PAGES = 10;

const askers = {
  time_entry: async (client, { alignProjectId: projectId, alignEntryId, workDate }) => {
    const day = workDate === undefined ? {} : { startDate: workDate, endDate: workDate };
    for (let page = 1; page <= MAX_PAGES; page += 1) {
      const query = { ...day, page, pageSize: PAGE_SIZE };
      const { data } = await client.call('listTimeEntries', { params: { projectId }, query });
      const entry = data.find(({ id }) => id === alignEntryId);
      if (entry !== undefined || data.length < PAGE_SIZE) return { about: 'time_entry', entry };
    }
    return { about: 'time_entry', entry: undefined };
  },
  release: async (client, { releaseId }) => ({
    about: 'release',
    evidence: await client.call('getReleaseEvidence', { params: { releaseId } }),
  }),
} satisfies { [About in Question['about']]: Asker<About> };

/** Align's last word on the matter: there is nothing. */
const NOTHING_THERE = [400, 404, 410];

/**
 * Asks Align on a handler's behalf, outside of any transaction.
 * @param client undefined where the connection's key may not be used
 * @throws AlignError where it is worth asking again later
 */
export async function askAlign(client: AlignClient | undefined, question: Question): Promise<AlignReply> {
  if (client === undefined) return { about: 'nothing' };
  const ask = askers[question.about] as Asker<Question['about']>;
  try {
    return await ask(client, question);
  } catch (error) {
    if (!(error instanceof AlignApiError)) throw error;
    if (KEY_REFUSED.has(error.status)) return { about: 'nothing', refusal: error };
    if (!NOTHING_THERE.includes(error.status)) throw error;
    return question.about === 'release'
      ? { about: 'release', evidence: undefined }
      : { about: 'time_entry', entry: undefined };
  }
}

/** What Align said against the key itself. One that works may be forbidden to see releases, which no key has to be allowed. */
export function keyRefusalIn(reply: AlignReply, question: Question): AlignApiError | undefined {
  if (reply.about !== 'nothing') return undefined;
  return question.about === 'release' && reply.refusal?.status === 403 ? undefined : reply.refusal;
}

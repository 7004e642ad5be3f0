import type { TimelineEvent } from '@illumera/api-models';

export interface Whereabouts {
  state: 'there' | 'differs' | 'under_way' | 'stuck' | 'unlinked';
  title: string;
  reason: string | null;
}

type Event = Pick<TimelineEvent, 'kind' | 'status' | 'detail' | 'title'>;

/**
 * Says where an entity is and why, from all that happened to it, oldest first. What is oldest and not done holds all that
 * comes after it, so it is the one to name.
 */
export function whereIsIt(events: readonly Event[]): Whereabouts {
  const intents = events.filter(({ kind }) => kind === 'intent');
  const link = events.find(({ kind }) => kind === 'link');
  const open = intents.find(({ status }) => status !== 'done');
  if (open?.status === 'failed') {
    return { state: 'stuck', title: 'It is stuck: Align refused it', reason: open.detail };
  }
  if (open !== undefined) {
    const title = link === undefined ? 'It is on its way to Align' : 'A change of it is on its way to Align';
    return { state: 'under_way', title, reason: open.detail };
  }
  const difference = events.findLast(({ kind, status }) => kind === 'discrepancy' && isUndecided(status));
  if (link !== undefined && difference !== undefined) {
    const { title: field, detail } = difference;
    return {
      state: 'differs',
      title: 'It is in Align, but the two sides differ',
      reason: detail === null ? field : `${field}: ${detail}`,
    };
  }
  if (link !== undefined) {
    return {
      state: 'there',
      title: 'It is in Align as it stands here',
      reason: `Its id there is ${link.detail}`,
    };
  }
  return {
    state: 'unlinked',
    title: 'It is not in Align',
    reason: intents.length === 0 ? 'Nothing was sent for it' : 'What was sent for it left nothing there',
  };
}

/** What is ignored is as it should be; what is resolved differs no more. */
const isUndecided = (status: string | null) => status === 'open' || status === 'acknowledged';

import type { Answer } from '../align/answer.ts';

export type AnswerMemory = {
  remember: (route: string, answer: Answer) => void;
  /** The newest answer of a route that is about something else than this one. */
  other: (route: string, answer: Answer) => Answer | undefined;
  clear: () => void;
};

const KEPT = 2;

/** Keeps the newest successful answers of every route. */
export function rememberAnswers(): AnswerMemory {
  const kept = new Map<string, Answer[]>();
  const others = (route: string, answer: Answer) =>
    (kept.get(route) ?? []).filter((each) => JSON.stringify(each.body) !== JSON.stringify(answer.body));
  return {
    remember: (route, answer) => {
      if (answer.status < 300) kept.set(route, [answer, ...others(route, answer)].slice(0, KEPT));
    },
    other: (route, answer) => others(route, answer)[0],
    clear: () => kept.clear(),
  };
}

import type { CheckOptions } from '@muster/rules';
import { type MarkedProblem, markedProblems } from '../fixes/fixes.ts';

/** A text to be checked. */
export interface CheckTask {
  readonly text: string;
  readonly options: CheckOptions;
}

/** What the checker says about a text, with the fixes that were tried. */
export interface CheckedText {
  readonly text: string;
  readonly problems: readonly MarkedProblem[];
}

// Trying the fixes of a long rule takes longer than the time between two keys: it is done beside the page.
addEventListener('message', ({ data }: MessageEvent<CheckTask>) => {
  const answer: CheckedText = { text: data.text, problems: markedProblems(data.text, data.options) };
  postMessage(answer);
});

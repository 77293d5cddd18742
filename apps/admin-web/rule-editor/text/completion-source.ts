import { type CompletionSource, type Completion as Offer, startCompletion } from '@codemirror/autocomplete';
import type { EditorView } from '@codemirror/view';
import type { Completion, Completions } from '../completion/completion.ts';

/** After these something follows for sure: a blank is written too, and what can follow is offered. */
const goesOn: ReadonlySet<Completion['kind']> = new Set(['property', 'element', 'operator', 'connector']);

/** Offers in the editor what can stand at its cursor. */
export function completionSource(
  complete: (text: string, cursor: number) => Promise<Completions>,
  countText: (count: number) => string,
): CompletionSource {
  return async ({ state, pos, explicit }) => {
    const text = state.doc.toString();
    const { from, to, options } = await complete(text, pos);
    const isIdle = !explicit && from === pos && !/[\s([]$/.test(text.slice(0, pos));
    if (options.length === 0 || isIdle) return null;
    return { from, options: options.map((each) => offer(each, to, countText)), filter: false };
  };
}

function offer(completion: Completion, to: number, countText: (count: number) => string): Offer {
  const { insert, detail, count, kind } = completion;
  const shown = count === undefined ? detail : countText(count);
  return {
    label: insert,
    ...(shown === '' ? {} : { detail: shown }),
    apply: (view: EditorView, _completion: Offer, from: number, end: number) => {
      const last = Math.min(Math.max(to, end), view.state.doc.length);
      const follows = view.state.sliceDoc(last, last + 1);
      const written = goesOn.has(kind) && follows !== ' ' ? `${insert} ` : insert;
      const inside = kind === 'form' && insert.endsWith('""') ? written.length - 1 : written.length;
      view.dispatch({ changes: { from, to: last, insert: written }, selection: { anchor: from + inside } });
      if (goesOn.has(kind)) startCompletion(view);
    },
  };
}

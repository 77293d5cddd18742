import type { QueryClient } from '@tanstack/react-query';
import type { Row } from '../../lists/list-column.ts';
import { say } from '../../shell/toasts.ts';
import { type BulkKind, undoOf } from './bulk-request.ts';
import type { bulkTexts } from './bulk-texts.ts';
import { beginBulk, keptBulk } from './bulk-work.ts';

/** In which words it is told. */
export interface BulkWords {
  readonly texts: (typeof bulkTexts)['en'];
  readonly language: string;
  readonly undo: string;
}

/** Does it with all of them, then says how many it was, and offers to take it back. Does not wait for the end. */
export function runBulk(kind: BulkKind, people: readonly Row[], words: BulkWords, queries: QueryClient): void {
  const begun = beginBulk(kind, people);
  const stopListening = begun.work.subscribe(() => {
    const { state } = begun.work.snapshot();
    if (state === 'running') return;
    void queries.invalidateQueries({ queryKey: ['list'] });
    void queries.invalidateQueries({ queryKey: ['object', 'users'] });
    if (state !== 'done') return;
    stopListening();
    tell();
  });
  const tell = () => {
    const { refused } = begun.work.snapshot();
    const isRefused = new Set(refused.map(({ item }) => item.id));
    const done = people.filter(({ id }) => !isRefused.has(id));
    const back = undoOf[kind];
    const action =
      back === undefined || done.length === 0
        ? {}
        : { action: { label: words.undo, run: () => runBulk(back, done, words, queries) } };
    const said = words.texts.people(done.length.toLocaleString(words.language));
    say({ text: words.texts.done[kind](said), ...action });
    if (refused.length === 0 && keptBulk.snapshot() === begun) keptBulk.keep(undefined);
  };
  void begun.work.run();
}

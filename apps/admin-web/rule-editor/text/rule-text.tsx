import { autocompletion, closeBrackets, closeBracketsKeymap, completionKeymap } from '@codemirror/autocomplete';
import { defaultKeymap, history, historyKeymap } from '@codemirror/commands';
import { bracketMatching } from '@codemirror/language';
import { lintKeymap, setDiagnostics } from '@codemirror/lint';
import { EditorState } from '@codemirror/state';
import { EditorView, keymap } from '@codemirror/view';
import type { Diagnostic } from '@muster/rules';
import { type Ref, useEffect, useImperativeHandle, useRef } from 'react';
import { styleNonce } from '../../session/place.ts';
import type { Completions } from '../completion/completion.ts';
import type { MarkedProblem } from '../fixes/fixes.ts';
import { completionSource } from './completion-source.ts';
import { replaceSelection } from './replace-selection.ts';
import { smallestChange } from './smallest-change.ts';
import { textLook } from './text-look.ts';

/** What can be asked of the text from outside. */
export interface RuleTextHandle {
  /** Puts the cursor there. */
  goTo(place: number): void;
}

export interface RuleTextProps {
  readonly value: string;
  readonly label: string;
  /** Of this very text; empty while it is being checked. */
  readonly problems: readonly MarkedProblem[];
  readonly ref?: Ref<RuleTextHandle>;
  say(problem: Diagnostic): string;
  fixName(label: string): string;
  complete(text: string, cursor: number): Promise<Completions>;
  countText(count: number): string;
  onChange(text: string): void;
}

/** The rule as text: coloured, completed, checked at its place. */
export function RuleText(props: RuleTextProps) {
  const { value, label, problems, fixName, ref } = props;
  const place = useRef<HTMLDivElement>(null);
  const view = useRef<EditorView>(undefined);
  const latest = useRef(props);
  useEffect(() => {
    latest.current = props;
  });
  // biome-ignore lint/correctness/useExhaustiveDependencies: made once; what changes is read from `latest`
  useEffect(() => {
    const source = completionSource(
      (text, cursor) => latest.current.complete(text, cursor),
      (count) => latest.current.countText(count),
    );
    const made = new EditorView({
      parent: place.current!,
      state: EditorState.create({
        doc: latest.current.value,
        extensions: [
          EditorView.cspNonce.of(styleNonce),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ 'aria-label': label, spellcheck: 'false', autocapitalize: 'off' }),
          history(),
          closeBrackets(),
          bracketMatching(),
          autocompletion({ override: [source], icons: false, activateOnTypingDelay: 60 }),
          keymap.of([...closeBracketsKeymap, ...completionKeymap, ...lintKeymap, ...historyKeymap, ...defaultKeymap]),
          textLook,
          replaceSelection,
          EditorView.updateListener.of(({ docChanged, state }) => {
            if (!docChanged) return;
            const text = state.doc.toString();
            if (text !== latest.current.value) latest.current.onChange(text);
          }),
        ],
      }),
    });
    view.current = made;
    return () => made.destroy();
  }, []);
  useEffect(() => {
    const change = smallestChange(view.current!.state.doc.toString(), value);
    if (change !== undefined) view.current!.dispatch({ changes: change });
  }, [value]);
  useEffect(() => {
    const { state } = view.current!;
    const shown = problems.map(({ diagnostic, fixes }) => ({
      from: Math.min(diagnostic.position, state.doc.length),
      to: Math.min(diagnostic.position + diagnostic.length, state.doc.length),
      severity: diagnostic.severity,
      message: latest.current.say(diagnostic),
      actions: fixes.map(({ label: written, changes }) => ({
        name: fixName(written),
        apply: (of: EditorView) => of.dispatch({ changes: [...changes] }),
      })),
    }));
    view.current!.dispatch(setDiagnostics(state, shown));
  }, [problems, fixName]);
  useImperativeHandle(ref, () => ({
    goTo: (at) => {
      view.current?.dispatch({
        selection: { anchor: Math.min(at, view.current.state.doc.length) },
        scrollIntoView: true,
      });
      view.current?.focus();
    },
  }));
  return <div ref={place} />;
}

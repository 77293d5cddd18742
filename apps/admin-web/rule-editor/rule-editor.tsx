import { makeStyles, mergeClasses } from '@fluentui/react-components';
import { checkRule } from '@muster/rules';
import { useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo, useRef, useState } from 'react';
import { ChoiceTabs } from '../controls/choice-tabs.tsx';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { Builder } from './builder/builder.tsx';
import { ProblemList } from './checking/problem-list.tsx';
import { problemWords } from './checking/problem-words.ts';
import { useProblems } from './checking/use-problems.ts';
import { completionsAt } from './completion/completions.ts';
import { directoryValues } from './directory-values.ts';
import { PreviewPanel } from './preview/preview-panel.tsx';
import type { PreviewList } from './preview/rule-preview.ts';
import { usePreview } from './preview/use-preview.ts';
import { RuleHeading } from './rule-heading.tsx';
import { useRuleOptions } from './rule-options.ts';
import { ruleTexts } from './rule-texts.ts';
import { RuleText, type RuleTextHandle } from './text/rule-text.tsx';
import { applyChanges } from './text-change.ts';
import { useWide } from './use-wide.ts';

export interface RuleEditorProps {
  readonly value: string;
  /** The rule in force, which the preview compares with; undefined where there is none yet. */
  readonly savedRule: string | undefined;
  /** What the rule is about while its text does not say. */
  readonly kind: 'user' | 'device';
  /** The group whose members the preview starts from; nobody is a member where it is absent. */
  readonly groupId?: string;
  onChange(text: string): void;
}

const useStyles = makeStyles({
  editor: { display: 'flex', flexDirection: 'column', gap: '1rem', minWidth: 0 },
  views: { display: 'grid', gap: '1rem 1.5rem', gridTemplateColumns: 'minmax(0, 1fr)', alignItems: 'start' },
  beside: { gridTemplateColumns: 'minmax(0, 1.7fr) minmax(0, 1fr)' },
  still: { position: 'sticky', top: 0 },
  view: { display: 'flex', flexDirection: 'column', gap: '0.5rem', minWidth: 0 },
});

const none: readonly never[] = [];

/** A rule as rows and as text, two views of one thing, with what it would do, live. */
export function RuleEditor({ value, savedRule, kind, groupId, onChange }: RuleEditorProps) {
  const styles = useStyles();
  const texts = useTexts(ruleTexts);
  const { language } = useChosen();
  const queries = useQueryClient();
  const options = useRuleOptions();
  const isWide = useWide();
  const [view, setView] = useState<'builder' | 'text'>('builder');
  const [list, setList] = useState<PreviewList>('joining');
  const [extensions, setExtensions] = useState<readonly string[]>([]);
  const text = useRef<RuleTextHandle>(null);
  const isValid = useMemo(() => checkRule(value, options).ok, [value, options]);
  const checked = useProblems(value, options.dialect ?? 'entra');
  const preview = usePreview(groupId, isValid ? value : undefined, list);
  const nodes = preview.isOfRule ? (preview.data?.pages[0]?.nodes ?? none) : none;
  const values = useMemo(() => directoryValues(queries), [queries]);
  const complete = (written: string, cursor: number) =>
    completionsAt(written, cursor, { ...options, language, objectType: kind, values, extensions });
  const countText = useCallback((count: number) => count.toLocaleString(language), [language]);
  const isPresent = checked?.text === value;
  const problems = isPresent && value.trim() !== '' ? checked.problems : none;
  const goTo = (place: number) => {
    setView('text');
    setTimeout(() => text.current?.goTo(place)); // the text may have to be opened first
  };
  const rows = (
    <Builder
      value={value}
      kind={kind}
      options={options}
      extensions={extensions}
      nodes={nodes}
      onExtensions={(names) => setExtensions([...new Set([...extensions, ...names])])}
      onChange={onChange}
    />
  );
  const syntax = (
    <RuleText
      ref={text}
      value={value}
      label={texts.text}
      problems={problems}
      say={(problem) => problemWords(problem, value, language).message}
      fixName={texts.fix}
      complete={complete}
      countText={countText}
      onChange={onChange}
    />
  );
  return (
    <div className={styles.editor}>
      {isWide ? (
        <div className={mergeClasses(styles.views, styles.beside)}>
          <div className={styles.view}>
            <RuleHeading>{texts.builder}</RuleHeading>
            {rows}
          </div>
          <div className={mergeClasses(styles.view, styles.still)}>
            <RuleHeading>{texts.text}</RuleHeading>
            {syntax}
          </div>
        </div>
      ) : (
        <div className={styles.view}>
          <ChoiceTabs
            isSmall
            choices={(['builder', 'text'] as const).map((name) => ({ name, label: texts[name] }))}
            chosen={view}
            onChoose={setView}
          >
            {view === 'builder' ? rows : syntax}
          </ChoiceTabs>
        </div>
      )}
      <ProblemList
        checked={checked}
        isPresent={isPresent}
        onFix={({ changes }) => onChange(applyChanges(value, changes))}
        onGoTo={goTo}
      />
      <PreviewPanel
        value={value}
        savedRule={savedRule}
        isValid={isValid}
        preview={preview}
        list={list}
        onList={setList}
      />
    </div>
  );
}

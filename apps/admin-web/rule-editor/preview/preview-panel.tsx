import { MessageBar, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components';
import { ChoiceTabs } from '../../controls/choice-tabs.tsx';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import { RuleHeading } from '../rule-heading.tsx';
import { ruleTexts } from '../rule-texts.ts';
import { CountTable } from './count-table.tsx';
import { DifferenceView } from './difference-view.tsx';
import { PreviewNames } from './preview-names.tsx';
import { type PreviewList, previewLists } from './rule-preview.ts';
import type { PreviewQuery } from './use-preview.ts';

export interface PreviewPanelProps {
  readonly value: string;
  readonly savedRule: string | undefined;
  readonly isValid: boolean;
  readonly preview: PreviewQuery;
  readonly list: PreviewList;
  onList(list: PreviewList): void;
}

const useStyles = makeStyles({
  panel: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fit, minmax(min(100%, 24rem), 1fr))',
    gap: '1rem 2rem',
    alignItems: 'start',
  },
  part: { minWidth: 0, display: 'flex', flexDirection: 'column', gap: '0.5rem' },
  parts: { minWidth: 0, display: 'flex', flexDirection: 'column', gap: '1.25rem' },
  waits: { color: tokens.colorNeutralForeground2, margin: 0 },
  total: { fontSize: tokens.fontSizeBase400 },
});

/** Live, while the rule is written: who joins, leaves, stays and nearly would; what each condition keeps; what changed. */
export function PreviewPanel({ value, savedRule, isValid, preview, list, onList }: PreviewPanelProps) {
  const styles = useStyles();
  const texts = useTexts(ruleTexts);
  const { language } = useChosen();
  const first = preview.data?.pages[0];
  const number = (count: number) => count.toLocaleString(language);
  if (preview.error !== null) return <Problem problem={preview.error} onAgain={() => void preview.refetch()} />;
  if (first === undefined) return isValid ? null : <p className={styles.waits}>{texts.previewWaits}</p>;
  const lists = previewLists.filter((each) => first[each] !== null);
  return (
    <div className={styles.panel}>
      <section className={styles.part} aria-label={texts.preview}>
        <RuleHeading>{texts.preview}</RuleHeading>
        <div role="status" className={styles.total}>
          {texts.ofEverybody(number(first.matching), number(first.objects))}
        </div>
        {!isValid && <p className={styles.waits}>{value.trim() === '' ? texts.previewWaits : texts.previewOld}</p>}
        {first.needsApproval && isValid && value !== savedRule && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>{texts.wouldBeHeld}</MessageBarBody>
          </MessageBar>
        )}
        {first.failedTestCount > 0 && isValid && (
          <MessageBar intent="warning" layout="multiline">
            <MessageBarBody>
              {texts.testsFail(number(first.failedTestCount), number(first.tests.length))}
            </MessageBarBody>
          </MessageBar>
        )}
        <ChoiceTabs
          isSmall
          choices={lists.map((name) => ({ name, label: texts[name], count: number(first[name]!) }))}
          chosen={list}
          onChoose={onList}
        >
          <PreviewNames preview={preview} list={list} />
        </ChoiceTabs>
      </section>
      <div className={styles.parts}>
        {first.nodes !== undefined && first.nodes.length > 0 && (
          <CountTable nodes={first.nodes} objects={first.objects} />
        )}
        {savedRule !== undefined && isValid && <DifferenceView before={savedRule} after={value} />}
      </div>
    </div>
  );
}

import { MessageBar, MessageBarBody, makeStyles } from '@fluentui/react-components';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import type { RulePreview } from './rule-preview.ts';
import { ruleTexts } from './rule-texts.ts';

const useStyles = makeStyles({ numbers: { margin: 0 } });

interface PreviewNumbersProps {
  readonly preview: RulePreview;
  /** Who joins and leaves is told besides how many match. */
  readonly isOfGroup: boolean;
  /** Said instead of that the guard would hold it. */
  readonly approval?: string;
}

/** What a rule would do, in numbers. */
export function PreviewNumbers({ preview, isOfGroup, approval }: PreviewNumbersProps) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(ruleTexts);
  const said = (count: number) => count.toLocaleString(language);
  const { matching, objects, joining, leaving, staying, objectType, needsApproval } = preview;
  return (
    <>
      <p className={styles.numbers}>{texts.matching[objectType](said(matching), said(objects))}</p>
      {isOfGroup && <p className={styles.numbers}>{texts.moves(said(joining), said(leaving), said(staying))}</p>}
      {needsApproval && (
        <MessageBar intent="warning" layout="multiline">
          <MessageBarBody>{approval ?? texts.needsApproval}</MessageBarBody>
        </MessageBar>
      )}
    </>
  );
}

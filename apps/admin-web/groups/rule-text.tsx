import { Field, MessageBar, MessageBarBody, makeStyles, Textarea, tokens } from '@fluentui/react-components';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { type RulePreview, usePreview, useRested } from './rule-preview.ts';
import { ruleTexts } from './rule-texts.ts';

export interface RuleTextProps {
  readonly value: string;
  /** The rule that the group has; undefined for a group that has none. */
  readonly savedRule: string | undefined;
  /** What the group may hold. */
  readonly kind: 'user' | 'device';
  readonly groupId?: string;
  onChange(text: string): void;
}

const longest = 3072;

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: '0.75rem', maxWidth: '60rem' },
  text: { '& textarea': { fontFamily: tokens.fontFamilyMonospace, minHeight: '8rem', maxHeight: '24rem' } },
  numbers: { margin: 0 },
});

/** A rule as text, with what it would do while it is typed. */
export function RuleText({ value, savedRule, kind, groupId, onChange }: RuleTextProps) {
  const styles = useStyles();
  const texts = useTexts(ruleTexts);
  const asked = useRested(value.trim());
  const preview = usePreview({ groupId, membershipRule: asked }, asked !== '');
  const isOtherKind = preview.data !== undefined && preview.data.objectType !== kind;
  const fault =
    asked === '' ? undefined : (preview.error?.message ?? (isOtherKind ? texts.otherKind[kind] : undefined));
  return (
    <div className={styles.box}>
      <Field label={texts.ruleSyntax} hint={texts.ruleHint[kind]} validationMessage={fault}>
        <Textarea
          className={styles.text}
          name="membershipRule"
          resize="vertical"
          spellCheck={false}
          maxLength={longest}
          placeholder={kind === 'user' ? 'user.department -eq "Sales"' : 'device.deviceOSType -eq "Windows"'}
          value={value}
          onChange={(_event, data) => onChange(data.value)}
        />
      </Field>
      <div aria-live="polite">
        {asked !== '' && preview.data !== undefined && !isOtherKind && (
          <PreviewNumbers preview={preview.data} isOfGroup={savedRule !== undefined || groupId !== undefined} />
        )}
      </div>
    </div>
  );
}

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

import { Button, Field, makeStyles, Select } from '@fluentui/react-components';
import { checkRule } from '@muster/rules';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useChosen } from '../../shell/preferences.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import type { RulePreview } from '../preview/rule-preview.ts';
import { RuleEditor } from '../rule-editor.tsx';
import { useRuleOptions } from '../rule-options.ts';
import { ruleTexts } from '../rule-texts.ts';
import { LeaveQuestion } from './leave-question.tsx';
import type { RuledGroup } from './ruled-group.ts';
import { SaveDialog } from './save-dialog.tsx';
import { useGroupChange } from './use-group-change.ts';
import { WorkplaceHead } from './workplace-head.tsx';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: '1rem', minWidth: 0 },
  text: { margin: 0, maxWidth: '45rem' },
  type: { maxWidth: '20rem' },
});

/** The rule of a group that has none in force, with who would join and leave by it. */
export function ConvertWorkplace({ group }: { readonly group: RuledGroup }) {
  const styles = useStyles();
  const texts = useTexts(ruleTexts);
  const { texts: general } = useChosen();
  const options = useRuleOptions();
  const navigate = useNavigate();
  const change = useGroupChange(group.id);
  const before = group.membershipRule ?? '';
  const [rule, setRule] = useState(before);
  const [isAsking, setIsAsking] = useState(false);
  const checked = checkRule(rule, options);
  const written = checked.ok ? checked.rule.objectType : undefined;
  const [kind, setKind] = useState(written ?? 'user');
  const isOtherKind = written !== undefined && written !== kind;
  const convert = async ({ failedTestCount }: RulePreview) => {
    const changed = { groupTypes: [...group.groupTypes, 'DynamicMembership'], membershipRule: rule.trim() };
    const isAnyway = failedTestCount > 0 ? '?ignoreRuleTests=true' : '';
    await change({ ...changed, membershipRuleProcessingState: 'On' }, isAnyway);
    say({ text: texts.converted });
  };
  return (
    <div className={styles.page}>
      <WorkplaceHead title={texts.convertTitle} group={group}>
        <Button appearance="primary" disabled={written === undefined || isOtherKind} onClick={() => setIsAsking(true)}>
          {texts.convert}
        </Button>
        <Button onClick={() => void navigate({ to: `/groups/${group.id}/properties` })}>{general.cancel}</Button>
      </WorkplaceHead>
      <p className={styles.text}>{texts.convertText}</p>
      <Field
        className={styles.type}
        label={texts.membershipType}
        validationMessage={isOtherKind ? texts.otherKind[kind] : undefined}
      >
        <Select value={kind} onChange={(_event, { value }) => setKind(value as typeof kind)}>
          <option value="user">{texts.dynamicUser}</option>
          {!group.groupTypes.includes('Unified') && <option value="device">{texts.dynamicDevice}</option>}
        </Select>
      </Field>
      <RuleEditor value={rule} savedRule={undefined} kind={kind} groupId={group.id} onChange={setRule} />
      {isAsking && (
        <SaveDialog
          groupId={group.id}
          rule={rule.trim()}
          instead={{ title: texts.convertQuestion, confirm: texts.convert }}
          onSave={convert}
          onClose={() => setIsAsking(false)}
        />
      )}
      <LeaveQuestion isChanged={rule !== before} />
    </div>
  );
}

import { Field, makeStyles, Select } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '../controls/confirm-dialog.tsx';
import { useChosen } from '../shell/preferences.ts';
import { say } from '../shell/toasts.ts';
import { useTexts } from '../texts/define-texts.ts';
import { changeGroup } from './change-group.ts';
import { type Group, groupType, isDynamic, ruleKind } from './group.ts';
import { groupPageTexts } from './group-page-texts.ts';
import { groupTexts } from './group-texts.ts';
import { usePreview, useRested } from './rule-preview.ts';
import { RuleText } from './rule-text.tsx';

interface ConvertDialogProps {
  readonly group: Group;
  /** How many members there are. */
  readonly said: string;
  onClose(): void;
}

/** Changes who decides about the members: a rule, or people by hand. Says first who leaves and who joins. */
export function ConvertDialog(props: ConvertDialogProps) {
  return isDynamic(props.group) ? <ToAssigned {...props} /> : <ToDynamic {...props} />;
}

function ToAssigned({ group, said, onClose }: ConvertDialogProps) {
  const { texts: general } = useChosen();
  const texts = useTexts(groupPageTexts);
  const queries = useQueryClient();
  const withRule = { groupTypes: group.groupTypes, membershipRule: group.membershipRule };
  const back = () =>
    changeGroup(queries, group.id, {
      ...withRule,
      membershipRuleProcessingState: group.membershipRuleProcessingState ?? 'On',
    });
  return (
    <ConfirmDialog
      title={texts.toAssignedTitle}
      confirm={texts.convert}
      onConfirm={async () => {
        const groupTypes = group.groupTypes.filter((type) => type !== 'DynamicMembership');
        await changeGroup(queries, group.id, { groupTypes });
        say({ text: texts.converted, action: { label: general.undo, run: back } });
      }}
      onClose={onClose}
    >
      <p>{texts.toAssignedText(said)}</p>
    </ConfirmDialog>
  );
}

const useStyles = makeStyles({ fields: { display: 'flex', flexDirection: 'column', gap: '1rem' } });

function ToDynamic({ group, said, onClose }: ConvertDialogProps) {
  const styles = useStyles();
  const words = useTexts(groupTexts);
  const texts = useTexts(groupPageTexts);
  const queries = useQueryClient();
  const [kind, setKind] = useState(ruleKind(group.membershipRule));
  const [rule, setRule] = useState(group.membershipRule ?? '');
  const asked = useRested(rule.trim());
  const preview = usePreview({ groupId: group.id, membershipRule: asked }, asked !== '');
  const isKnown = preview.data?.objectType === kind && asked === rule.trim();
  const convert = async () => {
    const groupTypes = [...group.groupTypes, 'DynamicMembership'];
    const changed = { groupTypes, membershipRule: rule.trim(), membershipRuleProcessingState: 'On' };
    await changeGroup(queries, group.id, changed);
    say({ text: texts.converted });
  };
  return (
    <ConfirmDialog
      title={texts.toDynamicTitle}
      confirm={texts.convert}
      isWaiting={!isKnown}
      onConfirm={convert}
      onClose={onClose}
    >
      <div className={styles.fields}>
        <div>{texts.toDynamicText(said)}</div>
        <Field label={words.membershipType}>
          <Select value={kind} onChange={(_event, { value }) => setKind(value as 'user' | 'device')}>
            <option value="user">{words.membershipTypes.dynamicUser}</option>
            {groupType(group) === 'security' && <option value="device">{words.membershipTypes.dynamicDevice}</option>}
          </Select>
        </Field>
        <RuleText value={rule} savedRule={undefined} kind={kind} groupId={group.id} onChange={setRule} />
      </div>
    </ConfirmDialog>
  );
}

import { Button, Field, Input, makeStyles, Radio, RadioGroup, Select, Textarea } from '@fluentui/react-components';
import { pickedUsers } from '../../controls/object-picker.tsx';
import { ObjectsPicker } from '../../controls/objects-picker.tsx';
import { useSubmit } from '../../forms/use-submit.ts';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import type { MembershipType } from '../group.ts';
import { groupTexts } from '../group-texts.ts';
import { faultsOf, type NewGroup, type NewGroupFault, nicknameOf, type PickedByRelation } from './new-group.ts';
import { NewGroupMembers } from './new-group-members.tsx';
import { newGroupTexts } from './new-group-texts.ts';

export interface NewGroupFormProps {
  readonly group: NewGroup;
  readonly picked: PickedByRelation;
  onChange(changed: Partial<NewGroup>): void;
  onPick(changed: Partial<PickedByRelation>): void;
  /** Leads to the step at which the query is written. */
  onQuery(): void;
  onCreate(): Promise<unknown>;
  onCancel(): void;
}

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: '1rem', maxWidth: '40rem' },
  buttons: { display: 'flex', gap: '0.5rem' },
});

/** The fields of a new group, in Entra's words and order. */
export function NewGroupForm({ group, picked, onChange, onPick, onQuery, onCreate, onCancel }: NewGroupFormProps) {
  const styles = useStyles();
  const { texts: general } = useChosen();
  const texts = useTexts(groupTexts);
  const own = useTexts(newGroupTexts);
  const { isTried, isRunning, problem, submit } = useSubmit();
  const faults = new Set(isTried ? faultsOf(group) : []);
  const said = (fault: NewGroupFault, text: string) => (faults.has(fault) ? text : undefined);
  const isUnified = group.groupType === 'microsoft365';
  const create = () => submit(onCreate, faultsOf(group).length === 0);
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void create();
      }}
    >
      <Field label={texts.groupType} required>
        <Select
          name="groupType"
          value={group.groupType}
          onChange={(_event, { value }) => onChange(withType(group, value as NewGroup['groupType']))}
        >
          <option value="security">{texts.groupTypes.security}</option>
          <option value="microsoft365">{texts.groupTypes.microsoft365}</option>
        </Select>
      </Field>
      <Field label={texts.groupName} required validationMessage={said('displayName', own.nameMissing)}>
        <Input
          name="displayName"
          maxLength={256}
          autoComplete="off"
          value={group.displayName}
          onChange={(_event, { value }) => onChange({ displayName: value })}
        />
      </Field>
      {isUnified && (
        <Field
          label={texts.emailAddress}
          hint={own.emailHint(nicknameOf(group.displayName) || '–')}
          validationMessage={said('mailNickname', own.nicknameFault)}
        >
          <Input
            name="mailNickname"
            maxLength={64}
            autoComplete="off"
            value={group.mailNickname}
            onChange={(_event, { value }) => onChange({ mailNickname: value.trim() })}
          />
        </Field>
      )}
      <Field label={texts.groupDescription} hint={own.descriptionHint}>
        <Textarea
          name="description"
          maxLength={1024}
          resize="vertical"
          value={group.description}
          onChange={(_event, { value }) => onChange({ description: value })}
        />
      </Field>
      <Field label={own.assignableLabel} hint={own.assignableHint}>
        <RadioGroup
          layout="horizontal"
          value={String(group.isAssignableToRole)}
          onChange={(_event, { value }) =>
            onChange({
              isAssignableToRole: value === 'true',
              ...(value === 'true' ? { membershipType: 'assigned' } : {}),
            })
          }
        >
          <Radio value="true" label={general.yes} />
          <Radio value="false" label={general.no} />
        </RadioGroup>
      </Field>
      <Field label={texts.membershipType} required hint={own.membershipHint[group.membershipType]}>
        <Select
          name="membershipType"
          value={group.membershipType}
          disabled={group.isAssignableToRole}
          onChange={(_event, { value }) => onChange({ membershipType: value as MembershipType })}
        >
          {(['assigned', 'dynamicUser', 'dynamicDevice'] as const)
            .filter((type) => type !== 'dynamicDevice' || !isUnified)
            .map((type) => (
              <option key={type} value={type}>
                {texts.membershipTypes[type]}
              </option>
            ))}
        </Select>
      </Field>
      <ObjectsPicker
        label={texts.owners}
        kind={pickedUsers}
        hint={own.ownersHint}
        picked={picked.owners}
        onChange={(owners) => onPick({ owners })}
      />
      <NewGroupMembers
        group={group}
        members={picked.members}
        queryFault={said('membershipRule', own.noQuery)}
        onPick={(members) => onPick({ members })}
        onQuery={onQuery}
      />
      {problem !== undefined && <Problem problem={problem} onAgain={() => void create()} />}
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary" disabled={isRunning}>
          {general.create}
        </Button>
        <Button disabled={isRunning} onClick={onCancel}>
          {general.cancel}
        </Button>
      </div>
    </form>
  );
}

/** A Microsoft 365 group holds people alone. */
function withType(group: NewGroup, type: NewGroup['groupType']): Partial<NewGroup> {
  const isDeviceGroup = group.membershipType === 'dynamicDevice';
  return { groupType: type, ...(type === 'microsoft365' && isDeviceGroup ? { membershipType: 'dynamicUser' } : {}) };
}

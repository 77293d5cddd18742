import { Button, Field, makeStyles, tokens } from '@fluentui/react-components';
import { code } from '../../controls/code-style.ts';
import { pickedDevices, pickedGroups, pickedUsers } from '../../controls/object-picker.tsx';
import { ObjectsPicker } from '../../controls/objects-picker.tsx';
import type { Row } from '../../lists/list-column.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { groupTexts } from '../group-texts.ts';
import { PreviewNumbers } from '../rule/preview-numbers.tsx';
import { usePreview } from '../rule/rule-preview.ts';
import { holdsEverything, type NewGroup } from './new-group.ts';
import { newGroupTexts } from './new-group-texts.ts';

export interface NewGroupMembersProps {
  readonly group: NewGroup;
  readonly members: readonly Row[];
  readonly queryFault: string | undefined;
  onPick(members: readonly Row[]): void;
  onQuery(): void;
}

const useStyles = makeStyles({
  members: { display: 'flex', flexDirection: 'column', gap: '1rem' },
  rule: {
    display: 'block',
    marginBlock: '0 0.5rem',
    padding: '0.5rem 0.75rem',
    ...code,
    overflowWrap: 'anywhere',
    whiteSpace: 'pre-wrap',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
  },
});

/** Who is in a new group: those who are picked, or a query. */
export function NewGroupMembers(props: NewGroupMembersProps) {
  return props.group.membershipType === 'assigned' ? <PickedMembers {...props} /> : <QueriedMembers {...props} />;
}

function PickedMembers({ group, members, onPick }: NewGroupMembersProps) {
  const styles = useStyles();
  const texts = useTexts(groupTexts);
  const own = useTexts(newGroupTexts);
  const isWide = holdsEverything(group);
  const kinds = [
    { label: isWide ? own.membersUsers : texts.members, kind: pickedUsers },
    ...(isWide ? [{ label: own.membersGroups, kind: { ...pickedGroups, filter: 'securityEnabled eq true' } }] : []),
    ...(isWide ? [{ label: own.membersDevices, kind: pickedDevices }] : []),
  ];
  return (
    <div className={styles.members}>
      {kinds.map(({ label, kind }) => {
        const isOfKind = ({ collection }: Row) => collection === kind.collection;
        return (
          <ObjectsPicker
            key={kind.collection}
            label={label}
            kind={kind}
            picked={members.filter(isOfKind)}
            onChange={(rows) => {
              const marked = rows.map((row) => ({ ...row, collection: kind.collection }));
              onPick([...members.filter((row) => !isOfKind(row)), ...marked]);
            }}
          />
        );
      })}
    </div>
  );
}

function QueriedMembers({ group, queryFault, onQuery }: NewGroupMembersProps) {
  const styles = useStyles();
  const texts = useTexts(newGroupTexts);
  const { membershipRule: rule, membershipType } = group;
  const preview = usePreview({ membershipRule: rule }, rule !== '');
  const label = membershipType === 'dynamicDevice' ? texts.dynamicDeviceMembers : texts.dynamicUserMembers;
  return (
    <Field label={label} required validationMessage={queryFault}>
      <div>
        {rule !== '' && <code className={styles.rule}>{rule}</code>}
        {preview.data !== undefined && <PreviewNumbers preview={preview.data} isOfGroup={false} />}
        <Button onClick={onQuery}>{rule === '' ? texts.addQuery : texts.editQuery}</Button>
      </div>
    </Field>
  );
}

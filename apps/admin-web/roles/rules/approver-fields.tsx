import { ObjectPicker, pickedGroups, pickedUsers } from '../../controls/object-picker.tsx';
import { PickedObjects } from '../../controls/picked-objects.tsx';
import { nameOf } from '../../lists/list-column.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { useObjectNames } from '../role-queries.ts';
import { type Approver, approverId, approverOf } from './role-rules.ts';
import { settingTexts } from './setting-texts.ts';

export interface ApproverFieldsProps {
  readonly approvers: readonly Approver[];
  onChange(approvers: readonly Approver[]): void;
}

/** Who may approve: people, and direct members of groups. */
export function ApproverFields({ approvers, onChange }: ApproverFieldsProps) {
  const texts = useTexts(settingTexts);
  const names = useObjectNames(approvers.filter(({ description }) => !description).map(approverId));
  const chosen = new Set(approvers.map(approverId));
  const add = (kind: 'user' | 'group', id: string, name: string) =>
    onChange([...approvers, approverOf(kind, id, name)]);
  return (
    <>
      <PickedObjects
        label={texts.approvers}
        picked={approvers.map((each) => {
          const id = approverId(each);
          return { id, name: each.description || names.get(id) || id };
        })}
        onRemove={(id) => onChange(approvers.filter((each) => approverId(each) !== id))}
      />
      <ObjectPicker
        label={texts.addUser}
        kind={pickedUsers}
        without={chosen}
        hint={texts.approversHint}
        onPick={(row) => add('user', row.id, nameOf(row))}
      />
      <ObjectPicker
        label={texts.addGroup}
        kind={pickedGroups}
        without={chosen}
        onPick={(row) => add('group', row.id, nameOf(row))}
      />
    </>
  );
}

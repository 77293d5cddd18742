import { ObjectPicker, pickedUsers } from '../../controls/object-picker.tsx';
import { PickedObjects } from '../../controls/picked-objects.tsx';
import { nameOf, type Row } from '../../lists/list-column.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { createTexts } from './create-texts.ts';

export interface ManagerChoiceProps {
  readonly manager: Row | undefined;
  onChange(manager: Row | undefined): void;
}

/** Chooses a manager for somebody who is not there yet. */
export function ManagerChoice({ manager, onChange }: ManagerChoiceProps) {
  const texts = useTexts(createTexts);
  if (manager === undefined) return <ObjectPicker label={texts.manager} kind={pickedUsers} onPick={onChange} />;
  return (
    <PickedObjects
      label={texts.manager}
      picked={[{ id: manager.id, name: nameOf(manager) }]}
      onRemove={() => onChange(undefined)}
    />
  );
}

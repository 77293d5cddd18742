import { Button, Field, Input } from '@fluentui/react-components';
import { ObjectPicker, pickedUsers } from '../../controls/object-picker.tsx';
import type { Row } from '../../lists/list-column.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { propertyTexts } from '../properties/property-texts.ts';
import { createTexts } from './create-texts.ts';

export interface ManagerChoiceProps {
  readonly manager: Row | undefined;
  onChange(manager: Row | undefined): void;
}

/** Chooses a manager for somebody who is not there yet. */
export function ManagerChoice({ manager, onChange }: ManagerChoiceProps) {
  const texts = useTexts(createTexts);
  const { removeNamed } = useTexts(propertyTexts);
  if (manager === undefined) return <ObjectPicker label={texts.manager} kind={pickedUsers} onPick={onChange} />;
  const name = String(manager.displayName);
  const clear = (
    <Button size="small" appearance="transparent" aria-label={removeNamed(name)} onClick={() => onChange(undefined)}>
      ✕
    </Button>
  );
  return (
    <Field label={texts.manager}>
      <Input readOnly value={name} contentAfter={clear} />
    </Field>
  );
}

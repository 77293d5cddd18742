import { Field, Radio, RadioGroup } from '@fluentui/react-components';
import { ObjectPicker } from '../controls/object-picker.tsx';
import { type Picked, PickedObjects } from '../controls/picked-objects.tsx';
import { nameOf } from '../lists/list-column.ts';
import { useTexts } from '../texts/define-texts.ts';
import { accessTexts } from './access-texts.ts';
import { roleTexts } from './role-texts.ts';

export interface ScopeFieldProps {
  /** The unit; `none` while it is to be picked. */
  readonly chosen: Picked | 'directory' | 'none';
  onChoose(chosen: Picked | 'directory' | 'none'): void;
}

const units = { collection: 'directory/administrativeUnits', searched: ['displayName'], beside: 'description' };

/** Picks where a role counts: everywhere, or in one administrative unit. */
export function ScopeField({ chosen, onChoose }: ScopeFieldProps) {
  const texts = useTexts(roleTexts);
  const access = useTexts(accessTexts);
  return (
    <>
      <Field label={access.scope}>
        <RadioGroup
          layout="horizontal"
          value={chosen === 'directory' ? 'directory' : 'unit'}
          onChange={(_event, { value }) => onChoose(value === 'directory' ? 'directory' : 'none')}
        >
          <Radio value="directory" label={access.wholeDirectory} />
          <Radio value="unit" label={texts.scopeUnit} />
        </RadioGroup>
      </Field>
      {chosen === 'none' && (
        <ObjectPicker
          label={texts.whichUnit}
          kind={units}
          onPick={(row) => onChoose({ id: row.id, name: nameOf(row) })}
        />
      )}
      {typeof chosen === 'object' && (
        <PickedObjects label={texts.whichUnit} picked={[chosen]} onRemove={() => onChoose('none')} />
      )}
    </>
  );
}

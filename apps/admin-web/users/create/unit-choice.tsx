import { ObjectPicker } from '../../controls/object-picker.tsx';
import { PickedObjects } from '../../controls/picked-objects.tsx';
import type { Row } from '../../lists/list-column.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { createTexts } from './create-texts.ts';

const pickedUnits = { collection: 'directory/administrativeUnits', searched: ['displayName'], beside: 'description' };

export interface UnitChoiceProps {
  readonly units: readonly Row[];
  onChange(units: readonly Row[]): void;
}

/** Chooses administrative units that somebody is to be in. */
export function UnitChoice({ units, onChange }: UnitChoiceProps) {
  const texts = useTexts(createTexts);
  return (
    <>
      <ObjectPicker
        label={texts.addUnit}
        hint={texts.unitsText}
        kind={pickedUnits}
        without={new Set(units.map(({ id }) => id))}
        onPick={(unit) => onChange([...units, unit])}
      />
      <PickedObjects
        label={texts.units}
        picked={units.map(({ id, displayName }) => ({ id, name: String(displayName ?? id) }))}
        onRemove={(id) => onChange(units.filter((unit) => unit.id !== id))}
      />
    </>
  );
}

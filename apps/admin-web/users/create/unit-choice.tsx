import { ObjectsPicker } from '../../controls/objects-picker.tsx';
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
    <ObjectsPicker
      label={texts.addUnit}
      listLabel={texts.units}
      hint={texts.unitsText}
      kind={pickedUnits}
      picked={units}
      onChange={onChange}
    />
  );
}

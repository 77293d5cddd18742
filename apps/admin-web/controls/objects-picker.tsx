import { makeStyles } from '@fluentui/react-components';
import { nameOf, type Row } from '../lists/list-column.ts';
import { ObjectPicker, type ObjectPickerProps } from './object-picker.tsx';
import { PickedObjects } from './picked-objects.tsx';

export interface ObjectsPickerProps extends Pick<ObjectPickerProps, 'label' | 'kind' | 'hint'> {
  /** Names the list of those that are picked; the label where it is absent. */
  readonly listLabel?: string;
  readonly picked: readonly Row[];
  onChange(picked: readonly Row[]): void;
}

const useStyles = makeStyles({ box: { display: 'flex', flexDirection: 'column', gap: '0.4rem' } });

/** Several objects, found by typing one after the other; each can be taken away again. */
export function ObjectsPicker({ label, listLabel = label, picked, onChange, ...rest }: ObjectsPickerProps) {
  const styles = useStyles();
  return (
    <div className={styles.box}>
      <ObjectPicker
        {...rest}
        label={label}
        without={new Set(picked.map(({ id }) => id))}
        onPick={(row) => onChange([...picked, row])}
      />
      <PickedObjects
        label={listLabel}
        isLabelHidden
        picked={picked.map((row) => ({ id: row.id, name: nameOf(row) }))}
        onRemove={(id) => onChange(picked.filter((row) => row.id !== id))}
      />
    </div>
  );
}

import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ObjectPicker, type PickedKind } from '../controls/object-picker.tsx';
import type { Row } from '../lists/list-column.ts';
import { useTexts } from '../texts/define-texts.ts';
import { groupTexts } from './group-texts.ts';

export interface PickedObjectsProps {
  readonly label: string;
  readonly kind: PickedKind;
  readonly hint?: string;
  readonly picked: readonly Row[];
  /** Ids that are not offered besides those that are picked. */
  readonly without?: ReadonlySet<string> | undefined;
  onChange(picked: readonly Row[]): void;
}

/** People, groups and devices that were picked, with their names. */
export interface Picked {
  readonly owners: readonly Row[];
  readonly members: readonly Row[];
}

const useStyles = makeStyles({
  list: { display: 'flex', flexWrap: 'wrap', gap: '0.4rem', listStyleType: 'none', margin: '0.4rem 0 0', padding: 0 },
  chip: {
    display: 'flex',
    alignItems: 'center',
    gap: '0.25rem',
    paddingInlineStart: '0.6rem',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    overflowWrap: 'anywhere',
  },
});

export const nameOf = (row: Row): string => String(row.displayName ?? row.id);

/** Several objects, found by typing one after the other. */
export function PickedObjects({ label, kind, hint, picked, without, onChange }: PickedObjectsProps) {
  const styles = useStyles();
  const texts = useTexts(groupTexts);
  const taken = new Set([...(without ?? []), ...picked.map(({ id }) => id)]);
  return (
    <div>
      <ObjectPicker
        label={label}
        kind={kind}
        {...(hint === undefined ? {} : { hint })}
        without={taken}
        onPick={(row) => onChange([...picked, row])}
      />
      {picked.length > 0 && (
        <ul className={styles.list} aria-label={label}>
          {picked.map((row) => (
            <li key={row.id} className={styles.chip}>
              {nameOf(row)}
              <Button
                size="small"
                appearance="subtle"
                aria-label={texts.takeAway(nameOf(row))}
                onClick={() => onChange(picked.filter(({ id }) => id !== row.id))}
              >
                ✕
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

import {
  Field,
  InteractionTag,
  InteractionTagPrimary,
  InteractionTagSecondary,
  makeStyles,
  TagGroup,
} from '@fluentui/react-components';
import { useChosen } from '../shell/preferences.ts';

/** Something that was picked, with the name that is shown. */
export interface Picked {
  readonly id: string;
  readonly name: string;
}

export interface PickedObjectsProps {
  readonly label: string;
  /** The label is told to those who hear it alone: what is picked stands below a field of that label. */
  readonly isLabelHidden?: boolean;
  readonly picked: readonly Picked[];
  onRemove(id: string): void;
}

// Many stand in several lines, and a long name in one.
const useStyles = makeStyles({ tags: { flexWrap: 'wrap', gap: '0.4rem', '& > *': { maxWidth: '100%' } } });

/** What was picked, each with a button that takes it away; nothing while nothing is. */
export function PickedObjects({ label, isLabelHidden, picked, onRemove }: PickedObjectsProps) {
  const styles = useStyles();
  const { texts } = useChosen();
  if (picked.length === 0) return null;
  return (
    <Field {...(isLabelHidden === true ? {} : { label })}>
      <TagGroup
        className={styles.tags}
        aria-label={label}
        role="list"
        onDismiss={(_event, { value }) => onRemove(value)}
      >
        {picked.map(({ id, name }) => (
          <InteractionTag key={id} value={id} role="listitem">
            <InteractionTagPrimary hasSecondaryAction>{name}</InteractionTagPrimary>
            <InteractionTagSecondary aria-label={`${texts.remove}: ${name}`} />
          </InteractionTag>
        ))}
      </TagGroup>
    </Field>
  );
}

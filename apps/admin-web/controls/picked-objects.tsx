import {
  Field,
  InteractionTag,
  InteractionTagPrimary,
  InteractionTagSecondary,
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
  readonly picked: readonly Picked[];
  onRemove(id: string): void;
}

/** What was picked, each with a button that takes it away; nothing while nothing is. */
export function PickedObjects({ label, picked, onRemove }: PickedObjectsProps) {
  const { texts } = useChosen();
  if (picked.length === 0) return null;
  return (
    <Field label={label}>
      <TagGroup aria-label={label} role="list" onDismiss={(_event, { value }) => onRemove(value)}>
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

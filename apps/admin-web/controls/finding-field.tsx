import { Combobox, Field, Option } from '@fluentui/react-components';
import { nameOf, type Row } from '../lists/list-column.ts';
import { useChosen } from '../shell/preferences.ts';

export interface FindingFieldProps {
  readonly label: string;
  readonly hint?: string | undefined;
  readonly typed: string;
  /** What fits what was typed. */
  readonly offered: readonly Row[];
  /** The rows are on their way. */
  readonly isPending: boolean;
  /** Why there are none. */
  readonly problem: Error | null;
  /** Property in brackets behind the name, which tells two of the same name apart. */
  readonly beside?: string | undefined;
  onType(typed: string): void;
  onPick(row: Row): void;
}

/** A field in which one types to find something, and takes one of what is offered; what was typed goes then. */
export function FindingField(props: FindingFieldProps) {
  const { label, hint, typed, offered, isPending, problem, beside, onType, onPick } = props;
  const { texts } = useChosen();
  return (
    <Field label={label} hint={hint} validationMessage={problem?.message}>
      <Combobox
        freeform
        inlinePopup
        autoComplete="off"
        value={typed}
        selectedOptions={[]}
        onChange={(event) => onType(event.target.value)}
        onOptionSelect={(_event, { optionValue }) => {
          const picked = offered.find(({ id }) => id === optionValue);
          if (picked === undefined) return;
          onType('');
          onPick(picked);
        }}
      >
        {offered.map((row) => (
          <Option key={row.id} value={row.id} text={nameOf(row)}>
            {nameOf(row)}
            {beside !== undefined && row[beside] ? ` (${String(row[beside])})` : ''}
          </Option>
        ))}
        {offered.length === 0 && (
          <Option key="none" disabled text="">
            {isPending ? texts.loading : texts.nothingFound}
          </Option>
        )}
      </Combobox>
    </Field>
  );
}

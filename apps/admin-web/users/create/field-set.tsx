import { makeStyles, Subtitle2 } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import { FieldInput } from '../../forms/field-input.tsx';
import type { FormField, FormValues } from '../../forms/form-field.ts';

const useStyles = makeStyles({
  section: { border: 'none', margin: 0, padding: 0, minWidth: 0 },
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 18rem), 1fr))',
    gap: '0.75rem 1.5rem',
    marginTop: '0.5rem',
    alignItems: 'start',
  },
});

export interface FieldSetProps {
  readonly title: string;
  readonly fields: readonly FormField[];
  readonly values: FormValues;
  faultOf(name: string): string | undefined;
  onChange(name: string, value: string): void;
  /** Further controls beside the fields. */
  readonly children?: ReactNode;
}

/** Fields of a page that keeps their values itself. */
export function FieldSet({ title, fields, values, faultOf, onChange, children }: FieldSetProps) {
  const styles = useStyles();
  return (
    <fieldset className={styles.section}>
      <Subtitle2 as="h2">{title}</Subtitle2>
      <div className={styles.fields}>
        {fields.map((field) => (
          <FieldInput
            key={field.name}
            field={field}
            value={values[field.name] ?? ''}
            fault={faultOf(field.name)}
            onChange={(value) => onChange(field.name, value)}
          />
        ))}
        {children}
      </div>
    </fieldset>
  );
}

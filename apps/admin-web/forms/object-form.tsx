import { Button, makeStyles, mergeClasses, Subtitle2, tokens } from '@fluentui/react-components';
import { type ReactNode, useState } from 'react';
import { GraphProblem } from '../graph/graph-problem.ts';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { FieldInput } from './field-input.tsx';
import { changedValues, type FormField, faultOf, refusedField, shownFields, valuesOf } from './form-field.ts';
import { useSubmit } from './use-submit.ts';

/** Fields that belong together. */
export interface FormSection {
  readonly title?: string;
  /** What the fields are about. */
  readonly text?: string;
  readonly fields: readonly FormField[];
  /** What stands below the fields and is saved by itself. */
  readonly children?: ReactNode;
}

export interface ObjectFormProps {
  /** As the API gave it; an empty object for one that is to be made. */
  readonly object: Readonly<Record<string, unknown>>;
  readonly sections: readonly FormSection[];
  /** Word on the button; *Save* when it is absent. */
  readonly submit?: string;
  /** With the properties that were changed. What it throws is shown; what was typed stays then, and when it gives false. */
  onSave(changed: Readonly<Record<string, unknown>>): Promise<unknown>;
  onCancel?(): void;
}

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: '1rem', maxWidth: '60rem' },
  section: { border: 'none', margin: 0, padding: 0, minWidth: 0 },
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 18rem), 1fr))',
    alignItems: 'start',
    gap: '0.75rem 1.5rem',
    marginTop: '0.5rem',
  },
  text: { marginBlock: '0.25rem 0', maxWidth: '40rem', color: tokens.colorNeutralForeground2 },
  buttons: { display: 'flex', gap: '0.5rem' },
  // At hand however long the form is, down to the edge of the page's padding.
  waiting: {
    position: 'sticky',
    bottom: '-1rem',
    zIndex: 1,
    paddingBlock: '0.75rem 1rem',
    backgroundColor: tokens.colorNeutralBackground1,
  },
});

const reasonOf = (problem: Error) => (problem instanceof GraphProblem ? problem.help : undefined) ?? problem.message;

/** Edits an object: sends what was changed, and nothing while nothing was. Mounted anew (by `key`) for another object. */
export function ObjectForm({ object, sections, submit, onSave, onCancel }: ObjectFormProps) {
  const styles = useStyles();
  const { texts } = useChosen();
  const all = sections.flatMap((section) => section.fields);
  const before = valuesOf(all, object);
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const { isTried, isRunning, problem, submit: send } = useSubmit();
  const now = { ...before, ...typed };
  const fields = shownFields(all, now);
  const changed = changedValues(fields, before, now);
  const faults = new Map(fields.map((field) => [field.name, faultOf(field, now[field.name]!, texts.required)]));
  const isFaulty = [...faults.values()].some((fault) => fault !== undefined);
  const refused = problem === undefined ? undefined : refusedField(fields, problem.message);
  const hasChanges = Object.keys(changed).length > 0;
  const save = () =>
    send(async () => {
      if ((await onSave(changed)) !== false) setTyped({});
    }, !isFaulty && hasChanges);
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      {sections.map((section, at) => (
        <fieldset key={section.title ?? at} className={styles.section}>
          {section.title !== undefined && <Subtitle2 as="h2">{section.title}</Subtitle2>}
          {section.text !== undefined && <p className={styles.text}>{section.text}</p>}
          <div className={styles.fields}>
            {shownFields(section.fields, now).map((field) => (
              <FieldInput
                key={field.name}
                field={field}
                value={now[field.name]!}
                fault={
                  (isTried || typed[field.name] !== undefined ? faults.get(field.name) : undefined) ??
                  (field.name === refused ? reasonOf(problem!) : undefined)
                }
                onChange={(value) => setTyped({ ...typed, [field.name]: value })}
              />
            ))}
          </div>
          {section.children}
        </fieldset>
      ))}
      {problem !== undefined && <Problem problem={problem} onAgain={() => void save()} />}
      <div className={mergeClasses(styles.buttons, hasChanges && styles.waiting)}>
        <Button type="submit" appearance="primary" disabled={isRunning || (!hasChanges && submit === undefined)}>
          {submit ?? texts.save}
        </Button>
        {onCancel !== undefined && <Button onClick={onCancel}>{texts.cancel}</Button>}
        {onCancel === undefined && hasChanges && (
          <Button disabled={isRunning} onClick={() => setTyped({})}>
            {texts.discard}
          </Button>
        )}
      </div>
    </form>
  );
}

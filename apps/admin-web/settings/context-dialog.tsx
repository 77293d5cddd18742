import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '../controls/confirm-dialog.tsx';
import { FieldInput } from '../forms/field-input.tsx';
import { apiValueOf, type FormField, valuesOf } from '../forms/form-field.ts';
import { graph } from '../graph/graph.ts';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { type AuthenticationContext, contextsPath, freeContextIds } from './authentication-contexts.ts';
import { settingsTexts } from './settings-texts.ts';

export interface ContextDialogProps {
  /** Undefined for a new one. */
  readonly context: AuthenticationContext | undefined;
  /** Ids of those that there are. */
  readonly taken: readonly string[];
  onClose(): void;
}

/** Makes or changes an authentication context. */
export function ContextDialog({ context, taken, onClose }: ContextDialogProps) {
  const texts = useTexts(settingsTexts);
  const { texts: general } = useChosen();
  const queries = useQueryClient();
  const free = freeContextIds(taken);
  const id: FormField = {
    name: 'id',
    label: texts.contextId,
    kind: 'choice',
    choices: free.map((value) => ({ value, label: value })),
  };
  const fields: readonly FormField[] = [
    ...(context === undefined ? [id] : []),
    { name: 'displayName', label: general.name, kind: 'text', isRequired: true, longest: 256 },
    { name: 'description', label: texts.description, kind: 'long', longest: 1024 },
    { name: 'isAvailable', label: texts.published, hint: texts.publishedHint, kind: 'flag' },
  ];
  const [values, setValues] = useState(() =>
    valuesOf(fields, { id: free[0], isAvailable: true, ...context } as Readonly<Record<string, unknown>>),
  );
  const save = async () => {
    const body = Object.fromEntries(fields.map((field) => [field.name, apiValueOf(field, values[field.name]!)]));
    await graph.send(
      context === undefined
        ? { method: 'POST', path: contextsPath, body }
        : { method: 'PATCH', path: `${contextsPath}/${context.id}`, body },
    );
    await queries.invalidateQueries({ queryKey: ['authenticationContexts'] });
  };
  return (
    <ConfirmDialog
      title={context === undefined ? texts.newContext : context.displayName}
      confirm={context === undefined ? general.create : general.save}
      isWaiting={values.displayName!.trim() === ''}
      onConfirm={save}
      onClose={onClose}
    >
      {fields.map((field) => (
        <FieldInput
          key={field.name}
          field={field}
          value={values[field.name]!}
          onChange={(value) => setValues({ ...values, [field.name]: value })}
        />
      ))}
    </ConfirmDialog>
  );
}

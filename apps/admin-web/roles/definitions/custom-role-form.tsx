import { Button, Checkbox, Field, Input, makeStyles, Subtitle2, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import { useSubmit } from '../../forms/use-submit.ts';
import { graph } from '../../graph/graph.ts';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { useAccess } from '../role-queries.ts';
import { actionsOf, type RoleDefinition } from '../role-records.ts';
import { roleTexts } from '../role-texts.ts';
import { PermissionPicker } from './permission-picker.tsx';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: '1rem', maxWidth: '75rem', marginTop: '0.5rem' },
  fields: { display: 'flex', flexDirection: 'column', gap: '0.75rem', maxWidth: '36rem' },
  buttons: { display: 'flex', gap: '0.5rem' },
});

export interface CustomRoleFormProps {
  /** Absent for one that is to be made. */
  readonly role?: RoleDefinition;
  onSaved(id: string): void;
}

const collection = '/roleManagement/directory/roleDefinitions';

/** Makes or changes a role of the organisation's own. */
export function CustomRoleForm({ role, onSaved }: CustomRoleFormProps) {
  const styles = useStyles();
  const { texts: general } = useChosen();
  const texts = useTexts(roleTexts);
  const { forget } = useAccess();
  const [name, setName] = useState(role?.displayName ?? '');
  const [description, setDescription] = useState(role?.description ?? '');
  const [isEnabled, setIsEnabled] = useState(role?.isEnabled ?? true);
  const [actions, setActions] = useState<ReadonlySet<string>>(new Set(role === undefined ? [] : actionsOf(role)));
  const { isTried, isRunning, problem, submit } = useSubmit();
  const send = async () => {
    const rolePermissions = [{ allowedResourceActions: [...actions] }];
    const body = { displayName: name.trim(), description: description.trim() || null, isEnabled, rolePermissions };
    const made =
      role === undefined
        ? await graph.send<{ id: string }>({ method: 'POST', path: collection, body })
        : await graph.send({ method: 'PATCH', path: `${collection}/${role.id}`, body }).then(() => role);
    await forget();
    say({ text: (role === undefined ? texts.saidCreated : texts.saidSaved)(body.displayName) });
    onSaved(made.id);
  };
  const save = () => submit(send, name.trim() !== '' && actions.size > 0);
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
    >
      <div className={styles.fields}>
        <Field
          label={texts.name}
          required
          validationMessage={isTried && name.trim() === '' ? general.required : undefined}
        >
          <Input value={name} maxLength={256} onChange={(_event, { value }) => setName(value)} />
        </Field>
        <Field label={texts.description}>
          <Textarea
            value={description}
            maxLength={1024}
            resize="vertical"
            onChange={(_event, { value }) => setDescription(value)}
          />
        </Field>
        <Checkbox
          label={texts.isEnabled}
          checked={isEnabled}
          onChange={(_event, { checked }) => setIsEnabled(checked === true)}
        />
      </div>
      <Subtitle2 as="h2">{texts.permissions}</Subtitle2>
      <PermissionPicker chosen={actions} onChange={setActions} />
      {isTried && actions.size === 0 && <span role="alert">{texts.permissionsNeeded}</span>}
      {problem !== undefined && <Problem problem={problem} onAgain={() => void save()} />}
      <div className={styles.buttons}>
        <Button type="submit" appearance="primary" disabled={isRunning}>
          {role === undefined ? texts.create : general.save}
        </Button>
      </div>
    </form>
  );
}

import { Checkbox, Field, Input, makeStyles } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { graph } from '../../graph/graph.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { AskThenShow } from '../ask-then-show.tsx';
import { changedUser } from '../changed-user.ts';
import { profileTexts } from '../profile-texts.ts';
import { ShownOnce } from '../shown-once.tsx';

const useStyles = makeStyles({ fields: { display: 'flex', flexDirection: 'column', gap: '0.75rem' } });

/** Creates a pass and shows it once. */
export function AccessPassDialog({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const styles = useStyles();
  const texts = useTexts(profileTexts);
  const queries = useQueryClient();
  const [minutes, setMinutes] = useState('60');
  const [isOnce, setIsOnce] = useState(false);
  const create = async () => {
    const body = { lifetimeInMinutes: Number(minutes), isUsableOnce: isOnce };
    const path = `/users/${id}/authentication/temporaryAccessPassMethods`;
    const { temporaryAccessPass } = await graph.send<{ temporaryAccessPass: string }>({ method: 'POST', path, body });
    await changedUser(queries, id);
    return <ShownOnce label={texts.pass} value={temporaryAccessPass} hint={texts.passShown} />;
  };
  return (
    <AskThenShow
      title={texts.addPass}
      confirm={texts.addPass}
      isWaiting={!/^\d+$/.test(minutes)}
      onConfirm={create}
      onClose={onClose}
    >
      <div className={styles.fields}>
        {texts.passText}
        <Field label={texts.lifetime} hint={texts.lifetimeHint} required>
          <Input type="number" value={minutes} onChange={(_event, { value }) => setMinutes(value)} />
        </Field>
        <Checkbox label={texts.once} checked={isOnce} onChange={(_event, { checked }) => setIsOnce(checked === true)} />
      </div>
    </AskThenShow>
  );
}

import { Button, Link, MessageBar, MessageBarActions, MessageBarBody, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { ConfirmDialog, type ConfirmDialogProps } from '../controls/confirm-dialog.tsx';
import { basePath, tenantId } from '../session/place.ts';
import { signInAgain } from '../session/session.ts';
import { useTexts } from '../texts/define-texts.ts';
import { accessTexts } from './access-texts.ts';
import { roleRefusal } from './role-refusal.ts';

const useStyles = makeStyles({
  fields: { display: 'flex', flexDirection: 'column', gap: '0.75rem', marginBottom: '0.75rem' },
  hint: { marginTop: '0.5rem' },
});

/** A question about roles: refusals in words, and a way to sign in again where that would help. */
export function AccessDialog({ children, onConfirm, ...rest }: ConfirmDialogProps) {
  const styles = useStyles();
  const texts = useTexts(accessTexts);
  const [claims, setClaims] = useState<string>();
  const confirm = async () => {
    setClaims(undefined);
    try {
      await onConfirm();
    } catch (error) {
      const refusal = roleRefusal(error as Error, texts.refusals);
      setClaims(refusal.claims);
      throw refusal.problem;
    }
  };
  return (
    <ConfirmDialog {...rest} onConfirm={confirm}>
      <div className={styles.fields}>{children}</div>
      {claims !== undefined && (
        <MessageBar layout="multiline" className={styles.hint}>
          <MessageBarBody>
            {texts.factorHint} <Link href={`${basePath}${tenantId}/security-info`}>{texts.securityInfo}</Link>
          </MessageBarBody>
          <MessageBarActions>
            <Button onClick={() => void signInAgain(claims === '' ? undefined : claims)}>{texts.signInAgain}</Button>
          </MessageBarActions>
        </MessageBar>
      )}
    </ConfirmDialog>
  );
}

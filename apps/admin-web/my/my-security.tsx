import { Button, makeStyles, Spinner, Subtitle2, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '../controls/confirm-dialog.tsx';
import { graph } from '../graph/graph.ts';
import { basePath, tenantId } from '../session/place.ts';
import { signOut } from '../session/session.ts';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { SessionsTable } from '../sign-in-sessions/sessions-table.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { myTexts } from './my-texts.ts';

interface Method {
  readonly '@odata.type': string;
  readonly id: string;
  readonly displayName?: string | null;
  readonly createdDateTime: string | null;
}

const useStyles = makeStyles({
  link: { color: tokens.colorBrandForegroundLink },
  part: { marginBlockEnd: '1.5rem' },
  text: { maxWidth: '40rem' },
  all: { marginBlockStart: '0.75rem' },
});

/** How the person signs in, and where they are signed in. */
export function MySecurity() {
  const styles = useStyles();
  const { texts: general } = useChosen();
  const texts = useTexts(myTexts);
  const [isAsking, setIsAsking] = useState(false);
  const end = async () => {
    await graph.send({ method: 'POST', path: '/me/revokeSignInSessions', body: {} });
    await signOut();
  };
  return (
    <>
      <section className={styles.part}>
        <Subtitle2 as="h2">{texts.methods}</Subtitle2>
        <Methods />
        <p className={styles.text}>{texts.securityText}</p>
        <a href={`${basePath}${tenantId}/security-info`} className={styles.link}>
          {texts.securityLink}
        </a>
      </section>
      <section className={styles.part}>
        <Subtitle2 as="h2">{general.sessions}</Subtitle2>
        <p>{texts.sessionsText}</p>
        <SessionsTable owner="/me" queryKey={['me', 'sessions']} />
        <Button className={styles.all} onClick={() => setIsAsking(true)}>
          {texts.endSessions}
        </Button>
      </section>
      {isAsking && (
        <ConfirmDialog
          title={texts.endTitle}
          confirm={texts.endSessions}
          onConfirm={end}
          onClose={() => setIsAsking(false)}
        >
          {texts.endText}
        </ConfirmDialog>
      )}
    </>
  );
}

function Methods() {
  const { texts: general, language } = useChosen();
  const texts = useTexts(myTexts);
  const methods = useQuery({
    queryKey: ['me', 'methods'],
    queryFn: ({ signal }) => graph.page<Method>('/me/authentication/methods', signal),
  });
  if (methods.error) return <Problem problem={methods.error} onAgain={() => void methods.refetch()} />;
  if (methods.data === undefined) return <Spinner size="small" label={general.loading} />;
  const { value } = methods.data;
  if (value.length === 0) return <p>{texts.noMethods}</p>;
  const written = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  return (
    <ul>
      {value.map((method) => {
        const kind = method['@odata.type'].replace('#microsoft.graph.', '');
        return (
          <li key={method.id}>
            {texts.methodNames[kind] ?? kind}
            {method.displayName ? ` (${method.displayName})` : ''}
            {method.createdDateTime !== null &&
              `, ${texts.methodSince(written.format(new Date(method.createdDateTime)))}`}
          </li>
        );
      })}
    </ul>
  );
}

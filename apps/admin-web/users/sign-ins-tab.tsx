import { Button, makeStyles, Subtitle2 } from '@fluentui/react-components';
import { useState } from 'react';
import type { Row } from '../lists/list-column.ts';
import { PlainTable } from '../lists/plain-table.tsx';
import { useChosen } from '../shell/preferences.ts';
import { SessionsTable } from '../sign-in-sessions/sessions-table.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { instantText } from '../texts/instant-text.ts';
import { actionTexts } from './actions/action-texts.ts';
import { RevokeDialog } from './actions/revoke-dialog.tsx';
import { LogFoot } from './log-foot.tsx';
import { profileTexts } from './profile-texts.ts';
import { useLog } from './use-log.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: '1.25rem' },
  all: { marginBlockStart: '0.75rem' },
});

/** Code of a step that went well and was followed by another. */
const followed = 50140;

/** Where a person is signed in, the end of it, and their sign-ins. */
export function SignInsTab({ user }: { readonly user: Row }) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(profileTexts);
  const actions = useTexts(actionTexts);
  const [isAsking, setIsAsking] = useState(false);
  const filter = encodeURIComponent(`userId eq '${user.id}'`);
  const signIns = useLog(user.id, 'sign-ins', `/auditLogs/signIns?$filter=${filter}&$top=50`);
  const from = instantText(user.signInSessionsValidFromDateTime ?? user.createdDateTime, language);
  const resultOf = (each: Row) => {
    const { errorCode, failureReason } = each.status as { errorCode: number; failureReason: string };
    if (errorCode === 0) return texts.success;
    return errorCode === followed ? texts.interrupted : texts.failure(failureReason);
  };
  return (
    <div className={styles.page}>
      <section>
        <Subtitle2 as="h2">{texts.sessions}</Subtitle2>
        <p>{texts.sessionsText(from ?? '–')}</p>
        <SessionsTable
          owner={`/users/${user.id}`}
          queryKey={['object', 'users', user.id, 'sessions']}
          name={String(user.displayName)}
        />
        <Button className={styles.all} onClick={() => setIsAsking(true)}>
          {actions.revoke}
        </Button>
      </section>
      <section>
        <Subtitle2 as="h2">{texts.signIns}</Subtitle2>
        <PlainTable
          label={texts.signIns}
          rows={signIns.rows}
          keyOf={(each) => each.id}
          columns={[
            { name: 'date', heading: texts.date, cell: (each) => instantText(each.createdDateTime, language) },
            { name: 'application', heading: texts.application, cell: (each) => String(each.appDisplayName ?? '–') },
            { name: 'result', heading: texts.result, cell: resultOf },
            { name: 'address', heading: texts.address, cell: (each) => String(each.ipAddress ?? '–') },
          ]}
        />
        <LogFoot {...signIns} empty={texts.noSignIns} />
      </section>
      {isAsking && <RevokeDialog user={user} onClose={() => setIsAsking(false)} />}
    </div>
  );
}

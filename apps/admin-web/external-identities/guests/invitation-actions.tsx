import { Button, makeStyles } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { ConfirmDialog } from '../../controls/confirm-dialog.tsx';
import type { LongWork } from '../../controls/long-work.ts';
import { WorkProgress } from '../../controls/work-progress.tsx';
import { FieldInput } from '../../forms/field-input.tsx';
import type { Row } from '../../lists/list-column.ts';
import { basePath, origin } from '../../session/place.ts';
import { useChosen } from '../../shell/preferences.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { guestTexts } from './guest-texts.ts';
import { type HandedLink, resendWork, restoreAll, withdrawWork } from './invitation-work.ts';

const useStyles = makeStyles({
  tools: { display: 'flex', flexWrap: 'wrap', gap: '0.5rem' },
  links: { overflowWrap: 'anywhere', margin: 0, maxHeight: '12rem', overflowY: 'auto' },
});

interface Running {
  readonly work: LongWork<Row>;
  readonly label: string;
}

export interface InvitationActionsProps {
  /** Those that are ticked. */
  readonly rows: readonly Row[];
  /** They have been dealt with. */
  onDone(): void;
}

/** What can be done with invitations that wait. */
export function InvitationActions({ rows, onDone }: InvitationActionsProps) {
  const styles = useStyles();
  const texts = useTexts(guestTexts);
  const { texts: general, language } = useChosen();
  const queries = useQueryClient();
  const [asked, setAsked] = useState<'resend' | 'withdraw'>();
  const [redirect, setRedirect] = useState(`${origin}${basePath}my`);
  const [running, setRunning] = useState<Running>();
  const [links, setLinks] = useState<readonly HandedLink[]>([]);
  const count = rows.length.toLocaleString(language);
  const refresh = () => {
    for (const key of ['list', 'counts', 'object']) void queries.invalidateQueries({ queryKey: [key] });
  };
  const run = async (work: LongWork<Row>, label: string) => {
    setLinks([]);
    setRunning({ work, label });
    onDone();
    await work.run();
    refresh();
  };
  const resend = () => {
    const { work, links: unsent } = resendWork(rows, redirect);
    void run(work, texts.resending).then(() => setLinks([...unsent]));
  };
  const withdraw = () => {
    const { work, gone } = withdrawWork(rows);
    const undo = async () => {
      const restored = await restoreAll(gone);
      refresh();
      say({ text: texts.restored(restored.toLocaleString(language)) });
    };
    void run(work, texts.withdrawing).then(() => {
      if (gone.length === 0) return;
      say({ text: texts.withdrawn(gone.length.toLocaleString(language)), action: { label: general.undo, run: undo } });
    });
  };
  return (
    <>
      <div className={styles.tools}>
        <Button disabled={rows.length === 0} onClick={() => setAsked('resend')}>
          {texts.resend(count)}
        </Button>
        <Button disabled={rows.length === 0} onClick={() => setAsked('withdraw')}>
          {texts.withdraw(count)}
        </Button>
      </div>
      {running !== undefined && <WorkProgress {...running} nameOf={(row) => String(row.mail ?? row.displayName)} />}
      {links.length > 0 && (
        <div>
          {texts.links}
          <ul className={styles.links}>
            {links.map(({ row, link }) => (
              <li key={row.id}>
                {String(row.mail)}: {link}
              </li>
            ))}
          </ul>
        </div>
      )}
      {asked === 'resend' && (
        <ConfirmDialog
          title={texts.resendTitle}
          confirm={texts.resend(count)}
          isWaiting={redirect.trim() === ''}
          onConfirm={async () => resend()}
          onClose={() => setAsked(undefined)}
        >
          <p>{texts.resendText(count)}</p>
          <FieldInput
            field={{
              name: 'redirect',
              label: texts.redirect,
              hint: texts.redirectHint,
              kind: 'text',
              isRequired: true,
            }}
            value={redirect}
            onChange={setRedirect}
          />
        </ConfirmDialog>
      )}
      {asked === 'withdraw' && (
        <ConfirmDialog
          title={texts.withdrawTitle}
          confirm={texts.withdraw(count)}
          onConfirm={async () => withdraw()}
          onClose={() => setAsked(undefined)}
        >
          <p>{texts.withdrawText(count)}</p>
        </ConfirmDialog>
      )}
    </>
  );
}

import { Button, Field, makeStyles, Spinner } from '@fluentui/react-components';
import { useId, useState } from 'react';
import { useSubmit } from '../../forms/use-submit.ts';
import { csvLine } from '../../lists/csv.ts';
import { saveCsv } from '../../lists/save-csv.ts';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import { type PlannedInvitee, planInvitees } from './invitation-plan.ts';
import { inviteManyTexts } from './invite-many-texts.ts';
import { askProspects } from './inviting.ts';
import { mostInvitees, readInvitees } from './read-invitees.ts';

const useStyles = makeStyles({
  box: { display: 'flex', flexDirection: 'column', gap: '0.75rem', alignItems: 'flex-start' },
  text: { margin: 0 },
  file: { maxWidth: '100%' },
});

const template = csvLine(['email', 'name', 'redirectUrl', 'message', 'language', 'userType', 'sendEmail']);

/** Reads a file, looks its addresses up, and gives the plan. */
export function FileChoice({ onPlanned }: { readonly onPlanned: (plan: readonly PlannedInvitee[]) => void }) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(inviteManyTexts);
  const id = useId();
  const [fault, setFault] = useState<string>();
  const { isRunning, problem, submit, again } = useSubmit();
  const read = async (chosen: File) => {
    setFault(undefined);
    const invitees = readInvitees(await chosen.text());
    if (invitees === undefined) return setFault(texts.noColumn);
    if (invitees.length > mostInvitees) return setFault(texts.tooMany(mostInvitees.toLocaleString(language)));
    onPlanned(await planInvitees(invitees, askProspects));
  };
  return (
    <div className={styles.box}>
      <p className={styles.text}>{texts.text}</p>
      <Button onClick={() => saveCsv([template], 'invitations')}>{texts.template}</Button>
      <Field label={{ children: texts.file, htmlFor: id }} validationMessage={fault}>
        <input
          id={id}
          className={styles.file}
          type="file"
          disabled={isRunning}
          accept=".csv,.txt,text/csv"
          onChange={({ target }) => {
            const chosen = target.files?.[0];
            if (chosen !== undefined) void submit(() => read(chosen));
          }}
        />
      </Field>
      {isRunning && <Spinner size="small" label={texts.planning} />}
      {problem !== undefined && <Problem problem={problem} onAgain={() => void again()} />}
    </div>
  );
}

import { Button, makeStyles, Spinner, Subtitle2 } from '@fluentui/react-components';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { RuleShown } from '../groups/rule/rule-shown.tsx';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { useTexts } from '../texts/define-texts.ts';
import type { AllUsersState } from './all-users.ts';
import { type AllUsersDeed, AllUsersDialog } from './all-users-dialog.tsx';
import { AllUsersStanding } from './all-users-standing.tsx';
import { groupSettingsTexts } from './group-settings-texts.ts';
import { useAllUsers } from './use-all-users.ts';

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', gap: '0.6rem', maxWidth: '48rem' },
  text: { margin: 0 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '0.5rem' },
});

/** What can be done with the group as it stands, the likeliest first. */
function deedsOf(state: AllUsersState): readonly AllUsersDeed[] {
  if (state.state !== 'on') return ['enable'];
  const { scope } = state;
  if (scope === 'other') return ['harden', 'soften', 'disable'];
  return scope === 'everybody' ? ['harden', 'disable'] : ['soften', 'disable'];
}

/** The group of everybody: enabled in one step, limited to members in another, and back. */
export function AllUsersSection() {
  const styles = useStyles();
  const { texts: general } = useChosen();
  const texts = useTexts(groupSettingsTexts);
  const navigate = useNavigate();
  const { data: state, error, refetch } = useAllUsers();
  const [deed, setDeed] = useState<AllUsersDeed>();
  if (state === undefined) {
    return error === null ? (
      <Spinner label={general.loading} />
    ) : (
      <Problem problem={error} onAgain={() => void refetch()} />
    );
  }
  const isOther = state.state === 'on' && state.scope === 'other';
  return (
    <section className={styles.section}>
      <Subtitle2 as="h2">{texts.allUsers}</Subtitle2>
      <p className={styles.text}>{texts.allUsersText}</p>
      <p className={styles.text} role="status">
        <strong>{texts.states[state.state === 'on' ? state.scope : state.state]}</strong>
      </p>
      {isOther && <RuleShown rule={state.group.membershipRule ?? ''} />}
      {state.state === 'on' && <AllUsersStanding groupId={state.group.id} />}
      <div className={styles.buttons}>
        {deedsOf(state).map((each, at) => (
          <Button key={each} appearance={at === 0 ? 'primary' : 'secondary'} onClick={() => setDeed(each)}>
            {texts[each]}
          </Button>
        ))}
        {state.state === 'on' && (
          <Button onClick={() => void navigate({ to: `/groups/${state.group.id}` })}>{texts.openGroup}</Button>
        )}
      </div>
      {deed !== undefined && <AllUsersDialog state={state} deed={deed} onClose={() => setDeed(undefined)} />}
    </section>
  );
}

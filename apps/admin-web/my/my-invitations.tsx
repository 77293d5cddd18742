import { Button, makeStyles, Subtitle2 } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { graph } from '../graph/graph.ts';
import { PlainTable } from '../lists/plain-table.tsx';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { InviteDialog } from './invite-dialog.tsx';
import { myTexts } from './my-texts.ts';
import type { Me } from './use-me.ts';

interface Guest {
  readonly id: string;
  readonly displayName: string | null;
  readonly mail: string | null;
  readonly externalUserState?: string | null;
}

const useStyles = makeStyles({
  part: { marginBlockEnd: '1.5rem', maxWidth: '60rem' },
  table: { marginBlockStart: '1rem' },
});

/** The person's own invitation, and the people whom they invited. */
export function MyInvitations({ me }: { readonly me: Me }) {
  const styles = useStyles();
  const texts = useTexts(myTexts);
  const [isInviting, setIsInviting] = useState(false);
  return (
    <>
      {me.externalUserState !== null && <OwnInvitation me={me} />}
      <section className={styles.part}>
        <Subtitle2 as="h2">{texts.guestsTitle}</Subtitle2>
        <p>{texts.inviteText}</p>
        <Button appearance="primary" onClick={() => setIsInviting(true)}>
          {texts.invite}
        </Button>
        <Guests />
      </section>
      {isInviting && <InviteDialog onClose={() => setIsInviting(false)} />}
    </>
  );
}

function OwnInvitation({ me }: { readonly me: Me }) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(myTexts);
  const sponsors = useQuery({
    queryKey: ['me', 'sponsors'],
    queryFn: ({ signal }) => graph.page<Guest>('/me/sponsors?$select=id,displayName', signal),
    retry: false,
  });
  const { externalUserState: state, externalUserStateChangeDateTime: at } = me;
  const written = new Intl.DateTimeFormat(language, { dateStyle: 'medium' });
  const names = (sponsors.data?.value ?? []).flatMap(({ displayName }) => displayName ?? []);
  return (
    <section className={styles.part}>
      <Subtitle2 as="h2">{texts.ownInvitation}</Subtitle2>
      <p>{texts.ownState(texts.states[state!] ?? state!, at === null ? '' : written.format(new Date(at)))}</p>
      {names.length > 0 && (
        <p>
          {texts.sponsors}: {names.join(', ')}
        </p>
      )}
    </section>
  );
}

function Guests() {
  const styles = useStyles();
  const texts = useTexts(myTexts);
  const guests = useQuery({
    queryKey: ['me', 'sponsorOf'],
    queryFn: ({ signal }) =>
      graph.page<Guest>('/me/sponsorOf?$top=200&$select=id,displayName,mail,externalUserState', signal),
  });
  if (guests.error) return <Problem problem={guests.error} onAgain={() => void guests.refetch()} />;
  const stateOf = ({ externalUserState: state }: Guest) => (state ? (texts.states[state] ?? state) : '–');
  return (
    <div className={styles.table}>
      <PlainTable
        label={texts.guestsTitle}
        rows={guests.data?.value}
        keyOf={({ id }) => id}
        empty={<p>{texts.guestsNone}</p>}
        columns={[
          { name: 'person', heading: texts.person, cell: ({ displayName, id }) => displayName ?? id },
          { name: 'mail', heading: texts.mail, cell: ({ mail }) => mail },
          { name: 'state', heading: texts.state, cell: stateOf },
        ]}
      />
    </div>
  );
}

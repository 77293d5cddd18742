import { Button, makeStyles, Spinner, Subtitle2, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { graph } from '../graph/graph.ts';
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
  table: { borderCollapse: 'collapse', width: '100%', marginBlockStart: '1rem' },
  cell: {
    padding: '0.35rem 0.5rem',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
    textAlign: 'start',
    overflowWrap: 'anywhere',
  },
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
  const { texts: general } = useChosen();
  const texts = useTexts(myTexts);
  const guests = useQuery({
    queryKey: ['me', 'sponsorOf'],
    queryFn: ({ signal }) =>
      graph.page<Guest>('/me/sponsorOf?$top=200&$select=id,displayName,mail,externalUserState', signal),
  });
  if (guests.error) return <Problem problem={guests.error} onAgain={() => void guests.refetch()} />;
  if (guests.data === undefined) return <Spinner size="small" label={general.loading} />;
  const { value } = guests.data;
  if (value.length === 0) return <p>{texts.guestsNone}</p>;
  return (
    <table className={styles.table}>
      <thead>
        <tr>
          {[texts.person, texts.mail, texts.state].map((heading) => (
            <th key={heading} scope="col" className={styles.cell}>
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {value.map(({ id, displayName, mail, externalUserState: state }) => (
          <tr key={id}>
            <td className={styles.cell}>{displayName ?? id}</td>
            <td className={styles.cell}>{mail}</td>
            <td className={styles.cell}>{state ? (texts.states[state] ?? state) : '–'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

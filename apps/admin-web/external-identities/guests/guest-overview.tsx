import { Card, makeStyles, Spinner, Subtitle2, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { EmptyState } from '../../controls/empty-state.tsx';
import { countUsers } from '../../graph/count-users.ts';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import { guestTexts } from './guest-texts.ts';
import { SourceTable } from './source-table.tsx';

const useStyles = makeStyles({
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 12rem), 1fr))',
    gap: '1rem',
    marginBlock: '0.5rem 1.5rem',
    maxWidth: '60rem',
  },
  number: {
    fontSize: tokens.fontSizeHero800,
    lineHeight: tokens.lineHeightHero800,
    fontVariantNumeric: 'tabular-nums',
  },
  title: { margin: 0 },
  link: { color: tokens.colorBrandForegroundLink },
  hint: { color: tokens.colorNeutralForeground2 },
});

const guest = "userType eq 'Guest'";
const conditions = [
  guest,
  `${guest} and externalUserState eq 'PendingAcceptance'`,
  `${guest} and externalUserState eq 'Accepted'`,
];

/** How many guests there are, by the state of their invitation and by where they are at home. */
export function GuestOverview() {
  const styles = useStyles();
  const texts = useTexts(guestTexts);
  const { texts: general, language } = useChosen();
  const counts = useQuery({ queryKey: ['counts', 'guests', 'states'], queryFn: () => countUsers(conditions) });
  if (counts.error !== null) return <Problem problem={counts.error} onAgain={() => void counts.refetch()} />;
  if (counts.data === undefined) return <Spinner label={general.loading} />;
  const [all, pending, accepted] = counts.data as [number, number, number];
  if (all === 0) {
    return (
      <EmptyState title={texts.noGuests} text={texts.noGuestsText}>
        <Link to="/users" className={styles.link}>
          {texts.inviteGuest}
        </Link>
      </EmptyState>
    );
  }
  const invitations = '/external-identities/invitations';
  const cards = [
    { label: texts.all, count: all, to: '/users', search: { guests: true } },
    { label: texts.pending, count: pending, to: invitations, search: {} },
    { label: texts.accepted, count: accepted, to: invitations, search: { state: 'accepted' } },
  ];
  return (
    <>
      <Subtitle2 as="h2" className={styles.title}>
        {texts.states}
      </Subtitle2>
      <div className={styles.cards}>
        {cards.map(({ label, count, to, search }) => (
          <Card key={label}>
            <span className={styles.number}>{count.toLocaleString(language)}</span>
            <Link to={to} search={search} className={styles.link}>
              {label}
            </Link>
          </Card>
        ))}
        {all > pending + accepted && (
          <Card>
            <span className={styles.number}>{(all - pending - accepted).toLocaleString(language)}</span>
            <span>{texts.others}</span>
            <span className={styles.hint}>{texts.othersHint}</span>
          </Card>
        )}
      </div>
      <SourceTable all={all} />
    </>
  );
}

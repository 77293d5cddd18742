import { makeStyles, tokens } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { groupPageTexts } from './group-page-texts.ts';
import { groupTexts } from './group-texts.ts';
import type { GroupCounts } from './use-group.ts';

const useStyles = makeStyles({
  cards: { display: 'flex', flexWrap: 'wrap', gap: '0.75rem', margin: 0, padding: 0, listStyleType: 'none' },
  card: {
    display: 'flex',
    flexDirection: 'column',
    minWidth: '7rem',
    padding: '0.6rem 1rem',
    borderRadius: tokens.borderRadiusLarge,
    color: tokens.colorNeutralForeground1,
    backgroundColor: tokens.colorNeutralBackground2,
    textDecoration: 'none',
    ':hover': { backgroundColor: tokens.colorNeutralBackground2Hover },
  },
  number: { fontSize: tokens.fontSizeHero700, lineHeight: tokens.lineHeightHero700 },
});

interface NumberCardsProps {
  readonly groupId: string;
  readonly counts: GroupCounts | undefined;
}

/** How many there are of each, leading to who it is. Kinds of members that the group has none of are left out. */
export function NumberCards({ groupId, counts }: NumberCardsProps) {
  const styles = useStyles();
  const { language } = useChosen();
  const words = useTexts(groupTexts);
  const texts = useTexts(groupPageTexts);
  const ofKind = (label: string, count: number | undefined, type: string) =>
    (count ?? 0) === 0 ? [] : [{ label, count, tab: 'members', search: { type } }];
  const shown = [
    { label: texts.allMembers, count: counts?.all, tab: 'members', search: {} },
    ...ofKind(texts.users, counts?.users, 'user'),
    ...ofKind(texts.guestsAmong, counts?.guests, 'guest'),
    ...ofKind(texts.groups, counts?.groups, 'group'),
    ...ofKind(texts.devices, counts?.devices, 'device'),
    ...ofKind(texts.applications, counts?.applications, 'application'),
    { label: words.owners, count: counts?.owners, tab: 'owners', search: {} },
    { label: texts.memberOfCount, count: counts?.memberOf, tab: 'memberships', search: {} },
  ];
  return (
    <ul className={styles.cards}>
      {shown.map(({ label, count, tab, search }) => (
        <li key={label}>
          <Link to={`/groups/${groupId}/${tab}`} search={search} className={styles.card}>
            <span className={styles.number}>{count === undefined ? '–' : count.toLocaleString(language)}</span>
            <span>{label}</span>
          </Link>
        </li>
      ))}
    </ul>
  );
}

import { Card, makeStyles, Subtitle2, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Facts } from '../controls/facts.tsx';
import { RowLink } from '../lists/row-link.tsx';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { instantText } from '../texts/instant-text.ts';
import { originOf } from './account-origin.ts';
import { profileTexts } from './profile-texts.ts';
import { propertyTexts } from './properties/property-texts.ts';
import { type CountName, countNames, countRelations } from './relation-counts.ts';
import type { Profile } from './user-object.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: '1.25rem' },
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 9rem), 1fr))',
    gap: '0.75rem',
    maxWidth: '60rem',
  },
  number: {
    fontSize: tokens.fontSizeHero700,
    lineHeight: tokens.lineHeightHero700,
    fontVariantNumeric: 'tabular-nums',
  },
  link: { color: tokens.colorBrandForegroundLink },
  section: { display: 'flex', flexDirection: 'column', gap: '0.5rem' },
});

const tabOf: Readonly<Partial<Record<CountName, string>>> = { groups: 'groups', roles: 'roles' };

/** Who the person is, at one look. */
export function OverviewTab({ user }: Pick<Profile, 'user'>) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(profileTexts);
  const { labels, choices, manager: managerLabel } = useTexts(propertyTexts);
  const counts = useQuery({ queryKey: ['object', 'users', user.id, 'counts'], queryFn: () => countRelations(user.id) });
  const at = (name: string) => instantText(user[name], language);
  const state = user.accountEnabled === false ? texts.blocked : texts.enabled;
  const invitation = user.externalUserState === 'Accepted' ? texts.accepted : texts.pending;
  const changed = at('externalUserStateChangeDateTime');
  const facts = [
    { label: texts.signInName, value: user.userPrincipalName as string },
    { label: labels.mail!, value: user.mail as string },
    { label: texts.userType, value: choices[String(user.userType ?? 'Member')] },
    { label: texts.source, value: texts.sources[originOf(user)] },
    { label: texts.state, value: state },
    ...(user.externalUserState
      ? [{ label: texts.invitation, value: changed ? texts.since(invitation, changed) : invitation }]
      : []),
    { label: labels.jobTitle!, value: user.jobTitle as string },
    { label: labels.department!, value: user.department as string },
    { label: labels.companyName!, value: user.companyName as string },
    { label: managerLabel, value: user.manager && <RowLink to="/users" row={user.manager} /> },
    { label: texts.created, value: at('createdDateTime') },
    { label: texts.passwordChanged, value: at('lastPasswordChangeDateTime') },
    ...(user.onPremisesSyncEnabled === true
      ? [{ label: texts.lastSync, value: at('onPremisesLastSyncDateTime') }]
      : []),
    { label: texts.objectId, value: user.id },
  ];
  return (
    <div className={styles.page}>
      <div className={styles.cards}>
        {countNames.map((name) => {
          const tab = tabOf[name];
          const number = counts.data?.[name];
          const shown = number === undefined ? '–' : number.toLocaleString(language);
          return (
            <Card key={name}>
              <span className={styles.number} title={counts.data && number === undefined ? texts.unknown : undefined}>
                {counts.isPending ? '…' : shown}
              </span>
              {tab === undefined ? (
                texts.counts[name]
              ) : (
                <Link to={`/users/${user.id}/${tab}`} className={styles.link}>
                  {texts.counts[name]}
                </Link>
              )}
            </Card>
          );
        })}
      </div>
      <section className={styles.section}>
        <Subtitle2 as="h2">{texts.basic}</Subtitle2>
        <Facts facts={facts} />
      </section>
    </div>
  );
}

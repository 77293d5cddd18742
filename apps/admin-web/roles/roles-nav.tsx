import { makeStyles, tokens } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import { useTexts } from '../texts/define-texts.ts';
import { accessTexts } from './access-texts.ts';
import { roleTexts } from './role-texts.ts';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '0 1.25rem',
    listStyleType: 'none',
    margin: '0 0 0.5rem',
    padding: 0,
  },
  link: {
    display: 'block',
    padding: '0.35rem 0',
    color: tokens.colorNeutralForeground1,
    textDecoration: 'none',
    borderBottom: '2px solid transparent',
    ':hover': { borderBottomColor: tokens.colorNeutralStroke1 },
    '&[aria-current=page]': {
      borderBottomColor: tokens.colorCompoundBrandStroke,
      fontWeight: tokens.fontWeightSemibold,
    },
  },
});

/** The pages about roles. */
export function RolesNav() {
  const styles = useStyles();
  const texts = useTexts(roleTexts);
  const access = useTexts(accessTexts);
  const pages = [
    ['/roles', texts.allRoles],
    ['/roles/my', access.myRoles],
    ['/roles/approvals', access.approvals],
    ['/roles/groups', texts.groups],
    ['/roles/administrative-units', texts.units],
  ] as const;
  return (
    <nav aria-label={texts.pages}>
      <ul className={styles.list}>
        {pages.map(([to, label]) => (
          <li key={to}>
            <Link to={to} className={styles.link} activeOptions={{ exact: true, includeSearch: false }}>
              {label}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  );
}

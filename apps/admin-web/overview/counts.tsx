import { Card, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { graph } from '../graph/graph.ts';
import { problemOf } from '../graph/graph-problem.ts';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';

const counted = [
  { name: 'people', path: '/users', to: '/users' },
  { name: 'guests', path: "/users?$filter=userType%20eq%20'Guest'", to: '/users' },
  { name: 'groups', path: '/groups', to: '/groups' },
  { name: 'devices', path: '/devices', to: '/devices' },
] as const;

const pollMs = 30_000;

const useStyles = makeStyles({
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 9rem), 1fr))',
    gap: '1rem',
    marginTop: '1rem',
  },
  number: {
    fontSize: tokens.fontSizeHero800,
    lineHeight: tokens.lineHeightHero800,
    fontVariantNumeric: 'tabular-nums',
  },
  link: { color: tokens.colorBrandForegroundLink },
});

const asked = (path: string) => `${path}${path.includes('?') ? '&' : '?'}$count=true&$top=1&$select=id`;

async function countAll(): Promise<readonly (number | undefined)[]> {
  const answers = await graph.batch(counted.map(({ path }) => ({ method: 'GET' as const, path: asked(path) })));
  const refused = answers.find(({ status }) => status !== 200 && status !== 403);
  if (refused !== undefined) throw problemOf(refused.status, refused.body);
  return answers.map(({ status, body }) =>
    status === 200 ? (body as { '@odata.count': number })['@odata.count'] : undefined,
  );
}

/** How many there are of everything. */
export function Counts() {
  const styles = useStyles();
  const { texts, language } = useChosen();
  const counts = useQuery({ queryKey: ['counts'], queryFn: countAll, refetchInterval: pollMs });
  if (counts.error !== null && counts.data === undefined) {
    return <Problem problem={counts.error} onAgain={() => void counts.refetch()} />;
  }
  if (counts.data === undefined) return <Spinner label={texts.loading} />;
  return (
    <div className={styles.cards}>
      {counted.map(({ name, to }, at) => (
        <Card key={name}>
          <span className={styles.number}>{counts.data[at]?.toLocaleString(language) ?? '–'}</span>
          <Link to={to} search={name === 'guests' ? { guests: true } : {}} className={styles.link}>
            {texts[name]}
          </Link>
        </Card>
      ))}
    </div>
  );
}

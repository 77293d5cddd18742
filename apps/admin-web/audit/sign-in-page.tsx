import { makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Facts } from '../controls/facts.tsx';
import { graph } from '../graph/graph.ts';
import type { Row } from '../lists/list-column.ts';
import { DetailPage } from '../pages/detail-page.tsx';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { auditTexts } from './audit-texts.ts';
import { ObjectLink } from './object-link.tsx';
import { signInOf, useSignInColumns } from './sign-in-columns.tsx';

const useStyles = makeStyles({
  link: { color: tokens.colorBrandForegroundLink },
  links: { display: 'flex', flexWrap: 'wrap', gap: '0.25rem 1.25rem', marginBlock: '0.75rem' },
});

/** One sign-in, or one step on the way to it. */
export function SignInPage() {
  const texts = useTexts(auditTexts);
  const { id } = useParams({ strict: false }) as { id: string };
  const signIn = useQuery({
    queryKey: ['object', 'signIns', id],
    queryFn: ({ signal }) => graph.get<Row>(`/auditLogs/signIns/${encodeURIComponent(id)}`, signal),
  });
  const { data } = signIn;
  const named = data && signInOf(data);
  return (
    <DetailPage
      title={named && texts.signInTitle(named.userDisplayName ?? named.userPrincipalName ?? '')}
      address={`/audit/sign-ins/${id}`}
      problem={signIn.error}
      onAgain={() => void signIn.refetch()}
      tabs={[{ name: 'sign-in', label: '', content: () => data && <SignIn row={data} /> }]}
    />
  );
}

function SignIn({ row }: { readonly row: Row }) {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(auditTexts);
  const columns = useSignInColumns().filter(({ name }) => name !== 'createdDateTime' && name !== 'user');
  const written = new Intl.DateTimeFormat(language, { dateStyle: 'full', timeStyle: 'medium' });
  const userId = typeof row.userId === 'string' ? row.userId : undefined;
  const name = String(row.userDisplayName ?? row.userPrincipalName ?? '');
  const facts = [
    { label: texts.when, value: written.format(new Date(String(row.createdDateTime))) },
    { label: texts.user, value: userId === undefined ? name : <ObjectLink type="user" id={userId} name={name} /> },
    ...columns.map((column) => ({ label: column.heading, value: column.text(row) })),
    { label: texts.browser, value: String(row.userAgent ?? '') },
  ];
  return (
    <>
      <Facts facts={facts} />
      <nav className={styles.links} aria-label={texts.logs}>
        {userId !== undefined && (
          <Link to="/audit/sign-ins" search={{ person: userId }} className={styles.link}>
            {texts.otherSignIns}
          </Link>
        )}
        <Link to="/audit/sign-ins" className={styles.link}>
          {texts.allSignIns}
        </Link>
      </nav>
    </>
  );
}

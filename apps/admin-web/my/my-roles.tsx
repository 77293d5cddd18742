import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { graph } from '../graph/graph.ts';
import { roleInWords } from '../role-names/role-words.ts';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { myTexts } from './my-texts.ts';

interface Role {
  readonly id: string;
  readonly displayName?: string | null;
  readonly roleTemplateId?: string | null;
}

const useStyles = makeStyles({ link: { color: tokens.colorBrandForegroundLink } });

/** The roles that the person holds now, and the way to those that wait to be activated. */
export function MyRoles() {
  const styles = useStyles();
  const { texts: general, language } = useChosen();
  const texts = useTexts(myTexts);
  const roles = useQuery({
    queryKey: ['own-roles'],
    queryFn: ({ signal }) => graph.page<Role>('/me/transitiveMemberOf/microsoft.graph.directoryRole', signal),
  });
  if (roles.error) return <Problem problem={roles.error} onAgain={() => void roles.refetch()} />;
  if (roles.data === undefined) return <Spinner label={general.loading} />;
  const { value } = roles.data;
  return (
    <>
      {value.length === 0 && <p>{texts.noRoles}</p>}
      <ul>
        {value.map((role) => (
          <li key={role.id}>{roleInWords(role, role.roleTemplateId, language).displayName ?? texts.someRole}</li>
        ))}
      </ul>
      <p>
        <Link to="/roles/my" className={styles.link}>
          {texts.rolesLink}
        </Link>
      </p>
    </>
  );
}

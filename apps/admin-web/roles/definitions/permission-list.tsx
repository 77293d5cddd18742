import { Badge, makeStyles, Spinner, Subtitle2, tokens } from '@fluentui/react-components';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { roleTexts } from '../role-texts.ts';
import { bySubject } from './by-subject.ts';
import { useResourceActions } from './resource-actions.ts';
import { subjectTexts, subjectWord } from './subject-texts.ts';

const useStyles = makeStyles({
  columns: { columnWidth: '26rem', columnGap: '2rem', marginTop: '0.5rem' },
  subject: { breakInside: 'avoid', paddingBottom: '1rem' },
  list: { margin: '0.25rem 0', paddingInlineStart: '1.25rem' },
  name: { display: 'block', color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
});

/** What a role allows, in words and by the names of the API, by what it is about. */
export function PermissionList({ actions }: { readonly actions: readonly string[] }) {
  const styles = useStyles();
  const { texts: general } = useChosen();
  const texts = useTexts(roleTexts);
  const subjects = useTexts(subjectTexts);
  const catalogue = useResourceActions();
  if (actions.length === 0) return <p>{texts.grantsNothing}</p>;
  if (catalogue.isPending) return <Spinner label={general.loading} />;
  const known = new Map(catalogue.data?.map((each) => [each.name, each]));
  const shown = actions.map((name) => known.get(name) ?? { name, description: name, isPrivileged: false });
  return (
    <div className={styles.columns}>
      {[...bySubject(shown)].map(([subject, all]) => (
        <section key={subject} className={styles.subject}>
          <Subtitle2 as="h2">{subjectWord(subjects, subject)}</Subtitle2>
          <ul className={styles.list}>
            {all.map(({ name, description, isPrivileged }) => (
              <li key={name}>
                {description}{' '}
                {isPrivileged && (
                  <Badge appearance="tint" color="warning" size="small">
                    {texts.privileged}
                  </Badge>
                )}
                {description !== name && <small className={styles.name}>{name}</small>}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}

import { makeStyles, Spinner, Subtitle2 } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ObjectForm } from '../forms/object-form.tsx';
import { graph } from '../graph/graph.ts';
import { groupPageTexts } from '../groups/group-page-texts.ts';
import { guardFields, guardOf, guardValues } from '../groups/guard-form.ts';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { say } from '../shell/toasts.ts';
import { useTexts } from '../texts/define-texts.ts';
import { groupSettingsTexts } from './group-settings-texts.ts';

interface Organization {
  readonly id: string;
  readonly membershipGuard: Readonly<Record<string, number | null>> | null;
}

const queryKey = ['object', 'organization', 'guard'] as const;

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', gap: '0.6rem', maxWidth: '60rem' },
  text: { margin: 0, maxWidth: '48rem' },
});

/** How much a rule may move unasked, in all groups that set nothing themselves. */
export function GuardSection() {
  const styles = useStyles();
  const { texts: general } = useChosen();
  const pageTexts = useTexts(groupPageTexts);
  const texts = useTexts(groupSettingsTexts);
  const queries = useQueryClient();
  const organization = useQuery({
    queryKey,
    queryFn: async ({ signal }) => (await graph.page<Organization>('/organization', signal)).value[0]!,
  });
  const { data, error } = organization;
  return (
    <section className={styles.section}>
      <Subtitle2 as="h2">{texts.guard}</Subtitle2>
      <p className={styles.text}>{texts.guardText}</p>
      {error !== null && <Problem problem={error} onAgain={() => void organization.refetch()} />}
      {organization.isPending && <Spinner label={general.loading} />}
      {data !== undefined && (
        <ObjectForm
          object={guardValues(data.membershipGuard)}
          sections={[{ fields: guardFields(pageTexts.guardFields, pageTexts.guardFault) }]}
          onSave={async (changed) => {
            const body = { membershipGuard: guardOf(data.membershipGuard, changed) };
            await graph.send({ method: 'PATCH', path: `/organization/${data.id}`, body });
            await queries.invalidateQueries({ queryKey });
            say({ text: texts.saved });
          }}
        />
      )}
    </section>
  );
}

import { makeStyles, Spinner, Subtitle2 } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { graph } from '../graph/graph.ts';
import type { Row } from '../lists/list-column.ts';
import { PlainTable } from '../lists/plain-table.tsx';
import { RowLink } from '../lists/row-link.tsx';
import { useRoleInWords } from '../role-names/role-words.ts';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { instantText } from '../texts/instant-text.ts';
import { profileTexts } from './profile-texts.ts';

const useStyles = makeStyles({ page: { display: 'flex', flexDirection: 'column', gap: '1.25rem', maxWidth: '60rem' } });

/** Roles that somebody has now, and those they can activate. */
export function RolesTab({ id }: { readonly id: string }) {
  const styles = useStyles();
  const texts = useTexts(profileTexts);
  return (
    <div className={styles.page}>
      <Held
        id={id}
        collection="roleAssignmentScheduleInstances"
        title={texts.activeRoles}
        text={texts.activeText}
        empty={texts.noActive}
      />
      <Held
        id={id}
        collection="roleEligibilityScheduleInstances"
        title={texts.eligibleRoles}
        text={texts.eligibleText}
        empty={texts.noEligible}
      />
    </div>
  );
}

interface HeldProps {
  readonly id: string;
  readonly collection: string;
  readonly title: string;
  readonly text: string;
  readonly empty: string;
}

function Held({ id, collection, title, text, empty }: HeldProps) {
  const { texts: general, language } = useChosen();
  const texts = useTexts(profileTexts);
  const address = `/roleManagement/directory/${collection}?$filter=principalId%20eq%20'${id}'&$expand=roleDefinition`;
  const held = useQuery({
    queryKey: ['object', 'users', id, collection],
    queryFn: ({ signal }) => graph.page<Row>(address, signal),
  });
  const rows = held.data?.value ?? [];
  const howOf = ({ assignmentType, memberType }: Row) =>
    [texts.assignmentKinds[String(assignmentType)], texts.memberTypes[String(memberType)]]
      .filter((word) => word !== undefined)
      .join(', ');
  return (
    <section>
      <Subtitle2 as="h2">{title}</Subtitle2>
      <p>{held.isSuccess && rows.length === 0 ? empty : text}</p>
      {held.isPending && <Spinner size="small" label={general.loading} />}
      {held.error !== null && <Problem problem={held.error} onAgain={() => void held.refetch()} />}
      {held.isSuccess && (
        <PlainTable
          label={title}
          rows={rows}
          keyOf={(each) => each.id}
          columns={[
            { name: 'role', heading: texts.role, cell: (each) => <HeldRole held={each} /> },
            {
              name: 'scope',
              heading: texts.scope,
              cell: (each) => (each.directoryScopeId === '/' ? texts.wholeDirectory : texts.unit),
            },
            { name: 'how', heading: texts.how, cell: howOf },
            { name: 'from', heading: texts.from, cell: (each) => instantText(each.startDateTime, language) ?? '–' },
            {
              name: 'until',
              heading: texts.until,
              cell: (each) => instantText(each.endDateTime, language) ?? texts.permanent,
            },
          ]}
        />
      )}
    </section>
  );
}

function HeldRole({ held }: { readonly held: Row }) {
  const inWords = useRoleInWords();
  const role = held.roleDefinition as Row | null;
  return role === null ? String(held.roleDefinitionId) : <RowLink to="/roles" row={inWords(role)} />;
}

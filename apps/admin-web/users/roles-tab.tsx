import { makeStyles, Spinner, Subtitle2 } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { graph } from '../graph/graph.ts';
import type { Row } from '../lists/list-column.ts';
import { RowLink } from '../lists/row-link.tsx';
import { useRoleInWords } from '../role-names/role-words.ts';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { instantText } from './dates.ts';
import { PlainTable } from './plain-table.tsx';
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
  const inWords = useRoleInWords();
  const rows = (held.data?.value ?? []).map((each) => {
    const role = each.roleDefinition as Row | null;
    const kind = texts.assignmentKinds[String(each.assignmentType)];
    const through = texts.memberTypes[String(each.memberType)];
    return {
      key: each.id,
      cells: [
        role === null ? String(each.roleDefinitionId) : <RowLink key="role" to="/roles" row={inWords(role)} />,
        each.directoryScopeId === '/' ? texts.wholeDirectory : texts.unit,
        [kind, through].filter((word) => word !== undefined).join(', '),
        instantText(each.startDateTime, language) ?? '–',
        instantText(each.endDateTime, language) ?? texts.permanent,
      ],
    };
  });
  return (
    <section>
      <Subtitle2 as="h2">{title}</Subtitle2>
      <p>{held.isSuccess && rows.length === 0 ? empty : text}</p>
      {held.isPending && <Spinner size="small" label={general.loading} />}
      {held.error !== null && <Problem problem={held.error} onAgain={() => void held.refetch()} />}
      {rows.length > 0 && (
        <PlainTable
          label={title}
          headings={[texts.role, texts.scope, texts.how, texts.from, texts.until]}
          rows={rows}
        />
      )}
    </section>
  );
}

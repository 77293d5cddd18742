import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { ClauseTree } from '../controls/clause-tree.tsx';
import { EmptyState } from '../controls/empty-state.tsx';
import { type PlainColumn, PlainTable } from '../lists/plain-table.tsx';
import { RowLink } from '../lists/row-link.tsx';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { type DeviceMembership, useDeviceMemberships } from './device-memberships.ts';
import { deviceTexts } from './device-texts.ts';

const useStyles = makeStyles({
  code: { fontFamily: tokens.fontFamilyMonospace, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
  summary: { cursor: 'pointer' },
  more: { marginTop: '0.5rem' },
});

/** Every group of a device, with the reason. */
export function DeviceGroupsTab({ id }: { readonly id: string }) {
  const styles = useStyles();
  const texts = useTexts(deviceTexts);
  const { list, rows } = useDeviceMemberships(id);
  const columns = useColumns();
  if (list.error !== null) return <Problem problem={list.error} onAgain={() => void list.refetch()} />;
  return (
    <>
      <PlainTable
        label={texts.groups}
        columns={columns}
        rows={rows}
        keyOf={({ group }) => group.id}
        empty={<EmptyState title={texts.noGroups} text={texts.noGroupsText} />}
      />
      {list.hasNextPage && (
        <Button className={styles.more} disabled={list.isFetching} onClick={() => void list.fetchNextPage()}>
          {texts.more}
        </Button>
      )}
    </>
  );
}

function useColumns(): readonly PlainColumn<DeviceMembership>[] {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(deviceTexts);
  const written = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
  const means = { rule: texts.rule, assigned: texts.assigned, nested: texts.nested };
  return [
    { name: 'group', heading: texts.group, cell: ({ group }) => <RowLink to="/groups" row={group} /> },
    {
      name: 'membership',
      heading: texts.membership,
      cell: ({ explanation }) => (explanation?.means ? means[explanation.means] : texts.notTold),
    },
    {
      name: 'since',
      heading: texts.since,
      cell: ({ explanation }) => (explanation?.since ? written.format(new Date(explanation.since.at)) : '–'),
    },
    {
      name: 'because',
      heading: texts.because,
      isWide: true,
      cell: ({ explanation }) => {
        const clause = explanation?.rule?.membershipRuleEvaluationDetails;
        const { reason, actor } = explanation?.since ?? {};
        return (
          <>
            {actor === undefined ? '–' : texts.by(texts.reasons[reason!] ?? texts.otherReason, actor.displayName)}
            {clause != null && (
              <details>
                <summary className={styles.summary}>{texts.clauses}</summary>
                <ClauseTree clause={clause} />
              </details>
            )}
          </>
        );
      },
    },
  ];
}

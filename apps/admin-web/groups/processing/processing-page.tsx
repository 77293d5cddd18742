import { Button, makeStyles, Select, Title2 } from '@fluentui/react-components';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { type Column, dateColumn, plainColumn, type Row } from '../../lists/list-column.ts';
import { readingOf } from '../../lists/reading-of.ts';
import { RowGrid } from '../../lists/row-grid.tsx';
import { RowLink } from '../../lists/row-link.tsx';
import { useRows } from '../../lists/use-rows.ts';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import type { Group } from '../group.ts';
import { groupTexts } from '../group-texts.ts';
import { listPageTexts } from '../list-page-texts.ts';
import { askedState, type UnsettledState, unsettledStates } from './unsettled.ts';

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', height: '100%', gap: '0.5rem' },
  tools: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '0.5rem' },
});

/** Groups that are not in line with their rules: held, failed, running, waiting. */
export function ProcessingPage() {
  const styles = useStyles();
  const words = useTexts(groupTexts);
  const texts = useTexts(listPageTexts);
  const navigate = useNavigate();
  const state = askedState((useSearch({ strict: false }) as { state?: unknown }).state);
  const address = `/groups/ruleProcessing?$top=100${state === undefined ? '' : `&state=${state}`}`;
  const { rows, list } = useRows(address);
  return (
    <div className={styles.page}>
      <Title2 as="h1">{texts.processingTitle}</Title2>
      <div className={styles.tools}>
        <Button onClick={() => void navigate({ to: '/groups' })}>{words.allGroups}</Button>
        <Select
          aria-label={words.processing}
          value={state ?? ''}
          onChange={(_event, { value }) => void navigate({ to: '.', search: value === '' ? {} : { state: value } })}
        >
          <option value="">{texts.everyState}</option>
          {unsettledStates.map((each) => (
            <option key={each} value={each}>
              {words.processings[each]}
            </option>
          ))}
        </Select>
        <Button onClick={() => void list.refetch()}>{texts.lookAgain}</Button>
      </div>
      {list.error !== null && <Problem problem={list.error} onAgain={() => void list.refetch()} />}
      <RowGrid
        label={texts.processingTitle}
        rows={rows}
        columns={useProcessingColumns()}
        count={list.hasNextPage ? -2 : rows.length}
        {...readingOf(list)}
        empty={texts.allSettled}
      />
    </div>
  );
}

function useProcessingColumns(): readonly Column[] {
  const { texts: general, language } = useChosen();
  const words = useTexts(groupTexts);
  const texts = useTexts(listPageTexts);
  const first = { isShownFirst: true };
  const said = (count: number | null | undefined) => (count ?? 0).toLocaleString(language);
  const consequence = (row: Row) => {
    const { membershipRuleProcessingStatus: status } = row as unknown as Group;
    if (status === null) return '';
    if (row.state === 'held') {
      return texts.heldMoves(said(status.leavingCount), said(row.memberCount as number), said(status.joiningCount));
    }
    if (row.state === 'failed') return status.errorMessage ?? '';
    return row.state === 'running' ? general.progress(said(status.doneCount), said(status.totalCount)) : '';
  };
  return [
    {
      ...plainColumn('displayName', general.name, first),
      cell: (row) => <RowLink to="/groups" row={row} />,
    },
    { ...plainColumn('state', words.processing, first), text: (row) => words.processings[row.state as UnsettledState] },
    { ...plainColumn('consequence', texts.consequence, first), room: 'much', text: consequence },
    dateColumn('sinceDateTime', texts.since, language, first),
  ];
}

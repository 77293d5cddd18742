import { Button, makeStyles, Subtitle2 } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { ObjectPicker, pickedGroups, pickedUsers } from '../../controls/object-picker.tsx';
import { graph } from '../../graph/graph.ts';
import type { Row } from '../../lists/list-column.ts';
import { RowLink } from '../../lists/row-link.tsx';
import { say, sayProblem } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { propertyTexts } from './property-texts.ts';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '0.25rem' },
  item: { display: 'flex', gap: '0.75rem', alignItems: 'center', listStyleType: 'none' },
  pickers: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 18rem), 1fr))',
    gap: '0.75rem 1.5rem',
    marginTop: '0.5rem',
  },
});

const mostSponsors = 5;

/** Who answers for a person from outside; each change is saved at once. */
export function Sponsors({ id }: { readonly id: string }) {
  const styles = useStyles();
  const texts = useTexts(propertyTexts);
  const queries = useQueryClient();
  const sponsors = useQuery({
    queryKey: ['object', 'users', id, 'sponsors'],
    queryFn: ({ signal }) => graph.page<Row>(`/users/${id}/sponsors?$select=id,displayName`, signal),
  });
  const change = async (request: Parameters<typeof graph.send>[0], text: string) => {
    try {
      await graph.send(request);
      await queries.invalidateQueries({ queryKey: ['object', 'users', id] });
      say({ text });
    } catch (problem) {
      sayProblem(problem);
    }
  };
  const add = (kind: string) => (row: Row) => {
    const body = { '@odata.id': `/v1.0/${kind}/${row.id}` };
    return void change({ method: 'POST', path: `/users/${id}/sponsors/$ref`, body }, texts.sponsorAdded);
  };
  const present = sponsors.data?.value ?? [];
  const without = new Set([id, ...present.map((each) => each.id)]);
  return (
    <section>
      <Subtitle2 as="h2">{texts.sponsors}</Subtitle2>
      <p>{sponsors.error === null ? texts.sponsorsText : sponsors.error.message}</p>
      <ul className={styles.list}>
        {present.map((row) => (
          <li key={row.id} className={styles.item}>
            <RowLink to={row['@odata.type'] === '#microsoft.graph.group' ? '/groups' : '/users'} row={row} />
            <Button
              size="small"
              onClick={() =>
                void change({ method: 'DELETE', path: `/users/${id}/sponsors/${row.id}/$ref` }, texts.sponsorRemoved)
              }
            >
              {texts.removeNamed(String(row.displayName))}
            </Button>
          </li>
        ))}
      </ul>
      {sponsors.data !== undefined && present.length < mostSponsors && (
        <div className={styles.pickers}>
          <ObjectPicker label={texts.addSponsorPerson} kind={pickedUsers} without={without} onPick={add('users')} />
          <ObjectPicker label={texts.addSponsorGroup} kind={pickedGroups} without={without} onPick={add('groups')} />
        </div>
      )}
    </section>
  );
}

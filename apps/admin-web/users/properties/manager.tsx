import { Button, makeStyles } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { ObjectPicker, pickedUsers } from '../../controls/object-picker.tsx';
import { graph } from '../../graph/graph.ts';
import type { Row } from '../../lists/list-column.ts';
import { RowLink } from '../../lists/row-link.tsx';
import { say, sayProblem } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { changedUser } from '../changed-user.ts';
import { propertyTexts } from './property-texts.ts';

const useStyles = makeStyles({
  box: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 18rem), 1fr))',
    gap: '0.75rem 1.5rem',
    alignItems: 'start',
    marginTop: '0.75rem',
  },
  present: { display: 'flex', flexDirection: 'column', gap: '0.5rem', alignItems: 'flex-start' },
});

export interface ManagerProps {
  readonly id: string;
  readonly manager: Row | undefined;
  readonly isReadOnly: boolean;
}

/** Shows the manager, and another one can be chosen; that is saved at once. */
export function Manager({ id, manager, isReadOnly }: ManagerProps) {
  const styles = useStyles();
  const texts = useTexts(propertyTexts);
  const queries = useQueryClient();
  const change = async (next: Row | undefined) => {
    const path = `/users/${id}/manager/$ref`;
    try {
      if (next === undefined) await graph.send({ method: 'DELETE', path });
      else await graph.send({ method: 'PUT', path, body: { '@odata.id': `/v1.0/users/${next.id}` } });
      await changedUser(queries, id);
      say({ text: next === undefined ? texts.managerRemoved : texts.managerSaved });
    } catch (problem) {
      sayProblem(problem);
    }
  };
  return (
    <div className={styles.box}>
      <div className={styles.present}>
        <span>{texts.manager}</span>
        {manager === undefined ? '–' : <RowLink to="/users" row={manager} />}
        {!isReadOnly && manager !== undefined && (
          <Button size="small" onClick={() => void change(undefined)}>
            {texts.removeNamed(String(manager.displayName))}
          </Button>
        )}
      </div>
      {!isReadOnly && (
        <ObjectPicker
          label={texts.chooseManager}
          hint={texts.managerHint}
          kind={pickedUsers}
          without={new Set([id, ...(manager === undefined ? [] : [manager.id])])}
          onPick={(row) => void change(row)}
        />
      )}
    </div>
  );
}

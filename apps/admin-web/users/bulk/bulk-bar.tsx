import { Button, makeStyles } from '@fluentui/react-components';
import { useState } from 'react';
import { WorkProgress } from '../../controls/work-progress.tsx';
import type { Selection } from '../../lists/row-grid.tsx';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { useKept } from '../kept-work.ts';
import { BulkDialog } from './bulk-dialog.tsx';
import type { BulkKind } from './bulk-request.ts';
import { bulkTexts } from './bulk-texts.ts';
import { keptBulk } from './bulk-work.ts';

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: '0.5rem' },
  progress: { flexBasis: '100%' },
});

export interface BulkBarProps {
  readonly kinds: readonly BulkKind[];
  readonly selection: Selection;
}

/** What can be done with those who are ticked, and how far it is. */
export function BulkBar({ kinds, selection: { ids, onChange } }: BulkBarProps) {
  const styles = useStyles();
  const { texts: general, language } = useChosen();
  const texts = useTexts(bulkTexts);
  const [asked, setAsked] = useState<BulkKind>();
  const kept = useKept(keptBulk);
  const none = () => onChange(new Set());
  return (
    <>
      {ids.size > 0 && (
        <div className={styles.bar}>
          <span role="status">{texts.selected(ids.size.toLocaleString(language))}</span>
          {kinds.map((kind) => (
            <Button key={kind} onClick={() => setAsked(kind)}>
              {texts.verbs[kind]}
            </Button>
          ))}
          <Button appearance="subtle" onClick={none}>
            {texts.clear}
          </Button>
        </div>
      )}
      {kept !== undefined && (
        <div className={styles.progress}>
          <WorkProgress
            work={kept.work}
            label={texts.progress[kept.kind]}
            nameOf={({ id, displayName }) => String(displayName ?? id)}
          />
          <Button size="small" onClick={() => keptBulk.keep(undefined)}>
            {general.close}
          </Button>
        </div>
      )}
      {asked !== undefined && (
        <BulkDialog kind={asked} ids={[...ids]} onBegun={none} onClose={() => setAsked(undefined)} />
      )}
    </>
  );
}

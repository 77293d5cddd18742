import { makeStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  panel: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 13rem), 1fr))',
    gap: '0.5rem 1rem',
    alignItems: 'start',
    marginBlock: '0.5rem',
    // The controls are wider by themselves than a column may be.
    '& > *': { minWidth: 0 },
    '& .fui-Combobox': { minWidth: 0, width: '100%' },
    '& .fui-Input': { minWidth: 0, width: '100%' },
    '& select': { minWidth: 0, width: '100%' },
    '& input': { minWidth: 0, width: '100%' },
  },
});

/** Fields side by side, as many as there is room for. */
export function FilterPanel({ children }: { readonly children: ReactNode }) {
  return <div className={useStyles().panel}>{children}</div>;
}

import { makeStyles, Subtitle2 } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({ heading: { margin: 0, flexGrow: 1, overflowWrap: 'anywhere' } });

/** The name of a part of the page. */
export function RuleHeading({ children }: { readonly children: ReactNode }) {
  return (
    <Subtitle2 as="h2" className={useStyles().heading}>
      {children}
    </Subtitle2>
  );
}

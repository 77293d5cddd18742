import { makeStyles, tokens } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import type { Row } from './list-column.ts';

const useStyles = makeStyles({
  link: {
    color: tokens.colorBrandForegroundLink,
    textDecoration: 'none',
    ':hover': { textDecoration: 'underline' },
  },
});

/** The name of an object, leading to its page below the list's address. */
export function RowLink({ to, row, name }: { readonly to: string; readonly row: Row; readonly name?: string }) {
  const shown = name ?? String(row.displayName ?? '');
  return (
    <Link to={`${to}/${row.id}`} className={useStyles().link}>
      {shown === '' ? row.id : shown}
    </Link>
  );
}

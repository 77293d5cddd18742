import { makeStyles, tokens } from '@fluentui/react-components';

/** Looks of links of the router. */
export const useLinkStyles = makeStyles({
  link: {
    color: tokens.colorBrandForegroundLink,
    textDecoration: 'none',
    ':hover': { textDecoration: 'underline' },
  },
  /** Beside other words a link is told by more than its colour. */
  inText: { color: tokens.colorBrandForegroundLink },
});

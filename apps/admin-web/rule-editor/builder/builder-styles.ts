import { makeStyles, tokens } from '@fluentui/react-components';

/** Value below property and operator. */
const middle = '@container (min-width: 24.01rem) and (max-width: 34rem)';
/** Everything below one another. */
const narrow = '@container (max-width: 24rem)';

/** The look of rows: four columns as in a table, fewer where there is little room. */
export const useRowStyles = makeStyles({
  row: {
    display: 'grid',
    gridTemplateColumns: '4.75rem minmax(0, 1.1fr) minmax(0, 1.1fr) minmax(0, 1.1fr) 4.25rem',
    gap: '0.25rem 0.5rem',
    alignItems: 'start',
    paddingBlock: '0.3rem',
    [middle]: { gridTemplateColumns: '4.75rem minmax(0, 1.1fr) minmax(0, 1fr) 4.25rem' },
    [narrow]: {
      gridTemplateColumns: 'minmax(0, 1fr) 4.25rem',
      paddingBlock: '0.6rem',
      borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
    },
  },
  heading: { fontWeight: tokens.fontWeightSemibold, [middle]: { display: 'none' }, [narrow]: { display: 'none' } },
  connector: {
    display: 'flex',
    flexDirection: 'column',
    gap: '0.25rem',
    alignItems: 'start',
    minWidth: 0,
    [narrow]: { ':empty': { display: 'none' } },
  },
  /** A frame keeps it apart in high contrast too. */
  not: {
    paddingInline: '0.5rem',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground5,
    border: `1px solid ${tokens.colorNeutralStroke1}`,
    color: tokens.colorNeutralForeground1,
    fontSize: tokens.fontSizeBase200,
  },
  fill: { minWidth: 0, width: '100%' },
  property: { minWidth: 0, [narrow]: { gridColumn: '1' } },
  operator: { minWidth: 0, [narrow]: { gridColumn: '1' } },
  value: {
    minWidth: 0,
    [middle]: { gridColumn: '2 / span 2', gridRow: '2' },
    [narrow]: { gridColumn: '1' },
  },
  wide: {
    minWidth: 0,
    gridColumn: '2 / span 3',
    [middle]: { gridColumn: '2 / span 2' },
    [narrow]: { gridColumn: '1' },
  },
  actions: {
    display: 'flex',
    justifyContent: 'flex-end',
    gridColumn: '5',
    [middle]: { gridColumn: '4', gridRow: '1' },
    [narrow]: { gridColumn: '2', gridRow: '1' },
  },
  icon: { minWidth: '2rem', paddingInline: 0 },
  note: {
    gridColumn: '2 / span 3',
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    [middle]: { gridColumn: '2 / span 2' },
    [narrow]: { gridColumn: '1' },
  },
  group: {
    margin: 0,
    marginBlock: '0.3rem',
    minWidth: 0,
    borderTopStyle: 'none',
    borderBottomStyle: 'none',
    borderInlineEndStyle: 'none',
    borderInlineStartWidth: '3px',
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorBrandStroke2,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
    paddingInlineStart: '0.6rem',
    paddingInlineEnd: 0,
    paddingBlock: '0.25rem',
  },
  groupHead: { display: 'flex', alignItems: 'center', gap: '0.5rem' },
  groupName: { flexGrow: 1, color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  /** The width that rows within a group go by. */
  inside: { containerType: 'inline-size', minWidth: 0 },
  tags: { display: 'flex', flexWrap: 'wrap', gap: '0.25rem', marginBottom: '0.25rem' },
  tag: { minWidth: 0, maxWidth: '100%', overflowWrap: 'anywhere', fontWeight: tokens.fontWeightRegular },
  count: { color: tokens.colorNeutralForeground3, marginInlineStart: 'auto', paddingInlineStart: '0.75rem' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '0.5rem', marginTop: '0.5rem' },
});

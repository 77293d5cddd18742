import { makeStyles, tokens } from '@fluentui/react-components';
import { code } from '../../controls/code-style.ts';
import { ruleLines } from './rule-lines.ts';

const useStyles = makeStyles({
  rule: {
    margin: 0,
    padding: '0.75rem 1rem',
    ...code,
    textAlign: 'start',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusMedium,
  },
});

/** A rule to be read: one condition to a line. */
export function RuleShown({ rule }: { readonly rule: string }) {
  return <pre className={useStyles().rule}>{ruleLines(rule).join('\n')}</pre>;
}

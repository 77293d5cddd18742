import { Badge, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { checkRule } from '@muster/rules';
import { useMemo } from 'react';
import { code } from '../../controls/code-style.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { type ClauseDifference, ruleDifference } from '../difference/rule-difference.ts';
import { RuleHeading } from '../rule-heading.tsx';
import { useRuleOptions } from '../rule-options.ts';
import { ruleTexts } from '../rule-texts.ts';

const useStyles = makeStyles({
  part: { display: 'flex', flexDirection: 'column', gap: '0.35rem' },
  list: { listStyle: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '0.25rem' },
  nested: {
    marginBlockStart: '0.25rem',
    paddingInlineStart: '0.75rem',
    borderInlineStartWidth: '2px',
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorNeutralStroke2,
  },
  text: { ...code, fontSize: tokens.fontSizeBase200, overflowWrap: 'anywhere' },
  removed: { textDecoration: 'line-through' },
  line: { display: 'block', marginTop: '0.2rem' },
  none: { margin: 0, color: tokens.colorNeutralForeground2 },
});

/** What differs from the saved rule, condition by condition. */
export function DifferenceView({ before, after }: { readonly before: string; readonly after: string }) {
  const styles = useStyles();
  const texts = useTexts(ruleTexts);
  const options = useRuleOptions();
  const difference = useMemo(() => {
    const [saved, present] = [checkRule(before, options), checkRule(after, options)];
    return saved.ok && present.ok ? ruleDifference(saved.rule, present.rule) : undefined;
  }, [before, after, options]);
  if (difference === undefined) return null;
  return (
    <section aria-label={texts.difference} className={styles.part}>
      <RuleHeading>{texts.difference}</RuleHeading>
      {difference.kind === 'same' ? (
        <p className={styles.none}>{texts.noDifference}</p>
      ) : (
        <ul className={styles.list}>
          <Clause difference={difference} />
        </ul>
      )}
    </section>
  );
}

function Clause({ difference }: { readonly difference: ClauseDifference }) {
  const styles = useStyles();
  const texts = useTexts(ruleTexts);
  if (difference.kind === 'group') {
    const { connector, connectorBefore, clauses } = difference;
    const named = { and: texts.allOf, or: texts.oneOf, not: texts.noneOf };
    return (
      <li>
        <strong>{named[connector]}</strong>{' '}
        {connectorBefore !== undefined && (
          <Badge appearance="tint" color="warning">
            {texts.joinedOtherwise(texts[connectorBefore])}
          </Badge>
        )}
        <ul className={mergeClasses(styles.list, styles.nested)}>
          {clauses.map((each, i) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the list is made anew with every text
            <Clause key={i} difference={each} />
          ))}
        </ul>
      </li>
    );
  }
  if (difference.kind === 'changed') {
    return (
      <li>
        <Badge appearance="tint" color="warning">
          {texts.changed}
        </Badge>
        <del className={mergeClasses(styles.text, styles.line)}>{difference.before}</del>
        <ins className={mergeClasses(styles.text, styles.line)}>{difference.after}</ins>
      </li>
    );
  }
  const { kind, text } = difference;
  return (
    <li>
      {kind !== 'same' && (
        <Badge appearance="tint" color={kind === 'added' ? 'success' : 'danger'}>
          {texts[kind]}
        </Badge>
      )}{' '}
      <span className={mergeClasses(styles.text, kind === 'removed' && styles.removed)}>{text}</span>
    </li>
  );
}

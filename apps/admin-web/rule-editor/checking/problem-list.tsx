import { Badge, Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { code } from '../../controls/code-style.ts';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import type { Fix } from '../fixes/fixes.ts';
import { RuleHeading } from '../rule-heading.tsx';
import { ruleTexts } from '../rule-texts.ts';
import type { CheckedText } from './check-worker.ts';
import { problemWords } from './problem-words.ts';

export interface ProblemListProps {
  readonly checked: CheckedText | undefined;
  /** True when what is shown is about the present text. */
  readonly isPresent: boolean;
  onFix(fix: Fix): void;
  onGoTo(place: number): void;
}

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0, display: 'flex', flexDirection: 'column', gap: '0.5rem' },
  item: {
    padding: '0.5rem 0.75rem',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
    borderInlineStartWidth: '4px',
    borderInlineStartStyle: 'solid',
    borderInlineStartColor: tokens.colorNeutralStroke1,
    overflowWrap: 'anywhere',
  },
  error: { borderInlineStartColor: tokens.colorPaletteRedBorderActive },
  head: { display: 'flex', flexWrap: 'wrap', gap: '0.25rem 0.5rem', alignItems: 'center' },
  help: { color: tokens.colorNeutralForeground2 },
  fixes: { display: 'flex', flexWrap: 'wrap', gap: '0.5rem', marginTop: '0.35rem' },
  fix: { ...code, maxWidth: '100%', overflowWrap: 'anywhere', textAlign: 'start' },
  valid: { color: tokens.colorNeutralForeground2 },
});

/** Every problem of the rule in words, with its fixes: the same as at its place in the text. */
export function ProblemList({ checked, isPresent, onFix, onGoTo }: ProblemListProps) {
  const styles = useStyles();
  const texts = useTexts(ruleTexts);
  const { language } = useChosen();
  if (checked === undefined || checked.text.trim() === '') return null;
  if (checked.problems.length === 0 && !isPresent) return <div className={styles.valid}>{texts.checking}</div>;
  if (checked.problems.length === 0)
    return (
      <div className={styles.valid} role="status">
        ✓ {texts.noProblems}
      </div>
    );
  return (
    <section aria-label={texts.problems} className={styles.list}>
      <RuleHeading>{texts.problems}</RuleHeading>
      <ul className={styles.list}>
        {checked.problems.map(({ diagnostic, fixes }) => {
          const isError = diagnostic.severity === 'error';
          const { message, help } = problemWords(diagnostic, checked.text, language);
          return (
            <li
              key={`${diagnostic.code} ${diagnostic.position} ${diagnostic.message}`}
              className={mergeClasses(styles.item, isError && styles.error)}
            >
              <div className={styles.head}>
                <Badge appearance="tint" color={isError ? 'danger' : 'warning'}>
                  {isError ? texts.errorWord : texts.warningWord}
                </Badge>
                <strong>{message}</strong>
                <Button size="small" appearance="transparent" onClick={() => onGoTo(diagnostic.position)}>
                  {texts.problemPlace(diagnostic.line, diagnostic.column)}
                </Button>
              </div>
              <div className={styles.help}>{help}</div>
              {fixes.length > 0 && (
                <div className={styles.fixes}>
                  {fixes.map((fix) => (
                    <Button
                      key={fix.label}
                      className={styles.fix}
                      size="small"
                      appearance="primary"
                      disabled={!isPresent}
                      onClick={() => onFix(fix)}
                    >
                      {texts.fix(fix.label)}
                    </Button>
                  ))}
                </div>
              )}
            </li>
          );
        })}
      </ul>
    </section>
  );
}

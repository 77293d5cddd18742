import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useTexts } from '../texts/define-texts.ts';
import { auditTexts } from './audit-texts.ts';

const useStyles = makeStyles({
  chip: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: '0.25rem',
    maxWidth: '100%',
    paddingInlineStart: '0.6rem',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
  },
});

export interface FilterChipProps {
  readonly label: string;
  readonly value: string;
  onRemove(): void;
}

/** A filter that is on, and the way to take it away. */
export function FilterChip({ label, value, onRemove }: FilterChipProps) {
  const styles = useStyles();
  const texts = useTexts(auditTexts);
  return (
    <span className={styles.chip}>
      <span>
        {label}: <strong>{value}</strong>
      </span>
      <Button
        size="small"
        appearance="transparent"
        aria-label={texts.removeFilter(`${label}: ${value}`)}
        onClick={onRemove}
      >
        ✕
      </Button>
    </span>
  );
}

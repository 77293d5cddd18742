import { makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { ClauseTree } from '../controls/clause-tree.tsx';
import { ExplanationView } from '../explanations/explanation-view.tsx';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { myTexts } from './my-texts.ts';
import { isByRule, type OwnGroup } from './own-group.ts';
import { whyInGroup } from './why.ts';

const useStyles = makeStyles({
  box: {
    marginBlock: '0.5rem',
    padding: '0.5rem 0.75rem',
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground2,
  },
  text: { margin: 0 },
});

export interface WhyGroupProps {
  readonly group: OwnGroup;
  readonly isDirect: boolean;
  readonly memberId: string;
}

/** Why the person is in the group. */
export function WhyGroup({ group, isDirect, memberId }: WhyGroupProps) {
  const styles = useStyles();
  const { texts: general } = useChosen();
  const texts = useTexts(myTexts);
  const why = useQuery({
    queryKey: ['object', 'groups', group.id, 'why', memberId],
    queryFn: () => whyInGroup(group, memberId),
  });
  if (why.error) return <Problem problem={why.error} onAgain={() => void why.refetch()} />;
  if (why.data === undefined) return <Spinner size="small" label={general.loading} />;
  const { explanation, clauses } = why.data;
  return (
    <div className={styles.box}>
      {explanation !== null && <ExplanationView explanation={explanation} isOpen />}
      {explanation === null && clauses === null && <p className={styles.text}>{withoutRule(texts, group, isDirect)}</p>}
      {clauses !== null && (
        <>
          <p className={styles.text}>{texts.ruleSays}</p>
          <ClauseTree clause={clauses} />
        </>
      )}
    </div>
  );
}

function withoutRule(texts: (typeof myTexts)['en'], group: OwnGroup, isDirect: boolean): string {
  if (!isDirect) return `${texts.nested}.`;
  return isByRule(group) ? texts.unknownText : texts.handText;
}

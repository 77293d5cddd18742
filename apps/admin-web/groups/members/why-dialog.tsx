import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  Spinner,
} from '@fluentui/react-components';
import { ExplanationView } from '../../explanations/explanation-view.tsx';
import { MembershipBadges } from '../../explanations/membership-badges.tsx';
import { nameOf, type Row } from '../../lists/list-column.ts';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import { useExplanation } from './member-source.tsx';
import { memberTexts } from './member-texts.ts';

const useStyles = makeStyles({
  why: { display: 'flex', flexDirection: 'column', gap: '0.5rem', overflowWrap: 'anywhere' },
  badges: { display: 'flex', flexWrap: 'wrap', gap: '0.35rem' },
});

interface WhyDialogProps {
  readonly groupId: string;
  readonly member: Row;
  onClose(): void;
}

/** Why somebody is in a group: what the rule says clause by clause, since when, and who or what caused it. */
export function WhyDialog({ groupId, member, onClose }: WhyDialogProps) {
  const styles = useStyles();
  const { texts: general } = useChosen();
  const texts = useTexts(memberTexts);
  const explanation = useExplanation(groupId, member.id);
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{texts.whyOf(nameOf(member))}</DialogTitle>
          <DialogContent>
            {explanation.isPending && <Spinner label={general.loading} />}
            {explanation.error !== null && (
              <Problem problem={explanation.error} onAgain={() => void explanation.refetch()} />
            )}
            {explanation.data !== undefined && (
              <div className={styles.why}>
                <span className={styles.badges}>
                  <MembershipBadges explanation={explanation.data} />
                </span>
                <ExplanationView explanation={explanation.data} isOpen />
              </div>
            )}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{general.close}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Spinner,
} from '@fluentui/react-components';
import type { Row } from '../lists/list-column.ts';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { ExplanationView } from './explanation-view.tsx';
import { useExplanation } from './member-source.tsx';
import { memberTexts } from './member-texts.ts';

interface WhyDialogProps {
  readonly groupId: string;
  readonly member: Row;
  onClose(): void;
}

/** Why somebody is in a group: what the rule says clause by clause, since when, and who or what caused it. */
export function WhyDialog({ groupId, member, onClose }: WhyDialogProps) {
  const { texts: general } = useChosen();
  const texts = useTexts(memberTexts);
  const explanation = useExplanation(groupId, member.id);
  return (
    <Dialog open onOpenChange={onClose}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{texts.whyOf(String(member.displayName ?? member.id))}</DialogTitle>
          <DialogContent>
            {explanation.isPending && <Spinner label={general.loading} />}
            {explanation.error !== null && (
              <Problem problem={explanation.error} onAgain={() => void explanation.refetch()} />
            )}
            {explanation.data !== undefined && <ExplanationView explanation={explanation.data} />}
          </DialogContent>
          <DialogActions>
            <Button onClick={onClose}>{general.close}</Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
}

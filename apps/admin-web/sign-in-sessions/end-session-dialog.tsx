import { ConfirmDialog } from '../controls/confirm-dialog.tsx';
import { useChosen } from '../shell/preferences.ts';
import { useTexts } from '../texts/define-texts.ts';
import { sessionTexts } from './session-texts.ts';
import { browserWords, type SignInSession } from './session-words.ts';

export interface EndSessionDialogProps {
  readonly session: SignInSession;
  /** Whose it is; undefined for one's own. */
  readonly name: string | undefined;
  written(at: string): string;
  onEnd(): Promise<unknown>;
  onClose(): void;
}

/** Asks before a session is ended, and says what ends with it. */
export function EndSessionDialog({ session, name, written, onEnd, onClose }: EndSessionDialogProps) {
  const { language } = useChosen();
  const texts = useTexts(sessionTexts);
  const [browser, started] = [browserWords(session.userAgent, texts), written(session.startDateTime)];
  const whose = name === undefined ? texts.endOwn(browser, started) : texts.endPerson(name, browser, started);
  return (
    <ConfirmDialog title={texts.endTitle} confirm={texts.end} onConfirm={onEnd} onClose={onClose}>
      <p>{session.isCurrent ? texts.endCurrent : whose}</p>
      <p>{texts.endCount(session.applications.length.toLocaleString(language))}</p>
    </ConfirmDialog>
  );
}

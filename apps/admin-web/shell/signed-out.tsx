import { Button, makeStyles, Title1, tokens } from '@fluentui/react-components';
import { signIn } from '../session/session.ts';
import { useChosen } from './preferences.ts';

/** Why there is nothing to see yet. */
export type ClosedState =
  | { readonly state: 'signed-out' }
  | { readonly state: 'ended' }
  | { readonly state: 'refused'; readonly reason: string };

const useStyles = makeStyles({
  page: {
    display: 'flex',
    flexDirection: 'column',
    gap: tokens.spacingVerticalL,
    alignItems: 'flex-start',
    maxWidth: '32rem',
    margin: '0 auto',
    padding: '15vh 1rem 2rem',
  },
  text: { margin: 0 },
});

/** What somebody sees who is not signed in: before, after, and when it was refused. */
export function SignedOut({ closed }: { readonly closed: ClosedState }) {
  const styles = useStyles();
  const { texts } = useChosen();
  const said = {
    'signed-out': [texts.signedOutTitle, texts.signedOutText],
    ended: [texts.endedTitle, texts.endedText],
    refused: [texts.refusedTitle, closed.state === 'refused' ? closed.reason : ''],
  }[closed.state];
  return (
    <main className={styles.page}>
      <Title1 as="h1">{said[0]}</Title1>
      <p className={styles.text}>{said[1]}</p>
      <Button appearance="primary" size="large" onClick={() => void signIn()}>
        {texts.signIn}
      </Button>
    </main>
  );
}

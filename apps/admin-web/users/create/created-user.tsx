import { Button, makeStyles, Title2 } from '@fluentui/react-components';
import { useNavigate } from '@tanstack/react-router';
import type { Row } from '../../lists/list-column.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { profileTexts } from '../profile-texts.ts';
import { ShownOnce } from '../shown-once.tsx';
import { createTexts } from './create-texts.ts';
import type { RefusedGroup } from './group-choice.tsx';
import { RefusedGroups } from './refused-groups.tsx';

/** What came of creating somebody. */
export interface CreatedUser {
  readonly user: Row;
  /** Where it was made up here. */
  readonly password: string | undefined;
  readonly refused: readonly RefusedGroup[];
  /** Roles and administrative units. */
  readonly refusedMore: readonly RefusedGroup[];
}

export interface CreatedUserPageProps {
  readonly created: CreatedUser;
  onAnother(): void;
}

const useStyles = makeStyles({
  page: { display: 'flex', flexDirection: 'column', gap: '1rem', maxWidth: '40rem' },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: '0.5rem' },
});

/** Tells the name and the password of somebody who was just created. */
export function CreatedUserPage({ created, onAnother }: CreatedUserPageProps) {
  const { user, password, refused, refusedMore } = created;
  const styles = useStyles();
  const texts = useTexts(createTexts);
  const { signInName } = useTexts(profileTexts);
  const navigate = useNavigate();
  return (
    <div className={styles.page}>
      <Title2 as="h1">{texts.created(String(user.displayName))}</Title2>
      <p role="status">{texts.createdText}</p>
      <ShownOnce label={signInName} value={String(user.userPrincipalName)} />
      {password !== undefined && <ShownOnce label={texts.password} value={password} hint={texts.passwordOnce} />}
      <RefusedGroups refused={refused} />
      <RefusedGroups refused={refusedMore} title={texts.moreRefused} />
      <div className={styles.buttons}>
        <Button appearance="primary" onClick={() => void navigate({ to: `/users/${user.id}` })}>
          {texts.open}
        </Button>
        <Button onClick={onAnother}>{texts.another}</Button>
      </div>
    </div>
  );
}

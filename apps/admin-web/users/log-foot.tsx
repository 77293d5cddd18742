import { Button, Spinner } from '@fluentui/react-components';
import { useChosen } from '../shell/preferences.ts';
import { Problem } from '../shell/problem.tsx';
import { useTexts } from '../texts/define-texts.ts';
import { profileTexts } from './profile-texts.ts';
import type { useLog } from './use-log.ts';

export interface LogFootProps extends ReturnType<typeof useLog> {
  /** Said where there is no entry. */
  readonly empty: string;
}

/** What stands below a log: that it is read, what went wrong, that nothing is there, the next page. */
export function LogFoot({ rows, log, empty }: LogFootProps) {
  const { texts: general } = useChosen();
  const texts = useTexts(profileTexts);
  if (log.error !== null) return <Problem problem={log.error} onAgain={() => void log.refetch()} />;
  if (log.isPending || log.isFetchingNextPage) return <Spinner size="small" label={general.loading} />;
  if (rows.length === 0) return <p>{empty}</p>;
  if (!log.hasNextPage) return null;
  return (
    <div>
      <Button onClick={() => void log.fetchNextPage()}>{texts.more}</Button>
    </div>
  );
}

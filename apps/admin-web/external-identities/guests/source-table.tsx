import { makeStyles, Subtitle2 } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { countUsers } from '../../graph/count-users.ts';
import { PlainTable } from '../../lists/plain-table.tsx';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { useTexts } from '../../texts/define-texts.ts';
import { guestTexts } from './guest-texts.ts';

/** Every value of `identitySource`, a name of its own in all languages, as in Entra. */
const sources = [
  'Invited user',
  'External Microsoft Entra ID',
  'Federated partner',
  'Email one-time passcode',
  'Microsoft account',
  'Google',
  'Facebook',
  'Windows Server Active Directory',
  'Microsoft Entra ID',
];

const useStyles = makeStyles({ title: { margin: 0 }, table: { maxWidth: '40rem' } });

/** Where guests are at home, most first. @param all of the guests */
export function SourceTable({ all }: { readonly all: number }) {
  const styles = useStyles();
  const texts = useTexts(guestTexts);
  const { language } = useChosen();
  const counts = useQuery({
    queryKey: ['counts', 'guests', 'sources'],
    // Worked out anew for every guest: slow where there are very many.
    staleTime: 300_000,
    queryFn: () => countUsers(sources.map((each) => `userType eq 'Guest' and identitySource eq '${each}'`)),
  });
  const rows = sources
    .map((source, at) => ({ source, count: counts.data?.[at] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((one, other) => other.count - one.count);
  const percent = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 1 });
  return (
    <>
      <Subtitle2 as="h2" className={styles.title}>
        {texts.sources}
      </Subtitle2>
      {counts.error !== null && <Problem problem={counts.error} onAgain={() => void counts.refetch()} />}
      {counts.error === null && (
        <div className={styles.table}>
          <PlainTable
            label={texts.sources}
            rows={counts.data === undefined ? undefined : rows}
            keyOf={({ source }) => source}
            empty={null}
            columns={[
              { name: 'source', heading: texts.source, cell: ({ source }) => source },
              { name: 'guests', heading: texts.guests, cell: ({ count }) => count.toLocaleString(language) },
              { name: 'share', heading: texts.share, cell: ({ count }) => percent.format(count / all) },
            ]}
          />
        </div>
      )}
    </>
  );
}

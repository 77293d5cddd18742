import { Button, makeStyles, Spinner, tokens } from '@fluentui/react-components';
import { Link } from '@tanstack/react-router';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { ruleTexts } from '../rule-texts.ts';
import type { PreviewList } from './rule-preview.ts';
import type { PreviewQuery } from './use-preview.ts';

const useStyles = makeStyles({
  list: { listStyle: 'none', margin: 0, padding: 0, columnWidth: '14rem', columnGap: '1rem' },
  item: { breakInside: 'avoid', paddingBlock: '0.15rem', overflowWrap: 'anywhere' },
  link: { color: tokens.colorBrandForegroundLink, textDecoration: 'none', ':hover': { textDecoration: 'underline' } },
  missed: { color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200, display: 'block' },
  none: { color: tokens.colorNeutralForeground2, margin: 0 },
});

/** The people or devices of one list of a preview, page by page. */
export function PreviewNames({ preview, list }: { readonly preview: PreviewQuery; readonly list: PreviewList }) {
  const styles = useStyles();
  const texts = useTexts(ruleTexts);
  const { language, texts: general } = useChosen();
  const { data, isPlaceholderData, hasNextPage, isFetchingNextPage, fetchNextPage } = preview;
  const pages = data?.pages ?? [];
  const all = pages[0]?.[list] ?? 0;
  const objects = pages.flatMap(({ value }) => value);
  if (all === 0) return <p className={styles.none}>{texts.noBody[list]}</p>;
  // While the names of another list stand there still, none are shown.
  if (isPlaceholderData && objects.length === 0) return <Spinner size="tiny" label={general.loading} />;
  return (
    <>
      <ul className={styles.list}>
        {objects.map((each) => (
          <li key={each.id} className={styles.item}>
            <Link
              className={styles.link}
              to={`/${each['@odata.type'].endsWith('device') ? 'devices' : 'users'}/${each.id}`}
              target="_blank"
            >
              {each.displayName ?? texts.unnamed}
            </Link>
            {each.clauses !== undefined && (
              <span className={styles.missed}>{texts.missedBy(each.clauses.join(', '))}</span>
            )}
          </li>
        ))}
      </ul>
      {hasNextPage && (
        <Button size="small" disabled={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {texts.moreOf(objects.length.toLocaleString(language), all.toLocaleString(language))}
        </Button>
      )}
    </>
  );
}

import { MessageBar, MessageBarBody, makeStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { graph } from '../../graph/graph.ts';
import { useChosen } from '../../shell/preferences.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { listPageTexts } from '../list-page-texts.ts';
import { processingCounts, unsettledStates } from './unsettled.ts';

const lookAgainMs = 5000;

const useStyles = makeStyles({
  links: { display: 'inline-flex', flexWrap: 'wrap', gap: '0.25rem 1rem' },
  link: { color: 'inherit' },
});

/** How many groups are not in line with their rules, leading to them; nothing while all are. */
export function ProcessingSummary() {
  const styles = useStyles();
  const { language } = useChosen();
  const texts = useTexts(listPageTexts);
  const { data } = useQuery({
    queryKey: ['object', 'groups', 'unsettled'],
    queryFn: async ({ signal }) => processingCounts(await graph.get<object>('/groups/ruleProcessing?$top=1', signal)),
    refetchInterval: lookAgainMs,
  });
  const shown = unsettledStates.filter((state) => (data?.[state] ?? 0) > 0);
  if (data === undefined || shown.length === 0) return null;
  const needsSomebody = data.held > 0 || data.failed > 0;
  return (
    <MessageBar intent={needsSomebody ? 'warning' : 'info'} layout="multiline">
      <MessageBarBody>
        <span className={styles.links}>
          {shown.map((state) => (
            <Link key={state} className={styles.link} to="/groups/processing" search={{ state }}>
              {texts.unsettled[state](data[state], data[state].toLocaleString(language))}
            </Link>
          ))}
        </span>
      </MessageBarBody>
    </MessageBar>
  );
}

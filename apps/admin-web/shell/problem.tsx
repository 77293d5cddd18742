import { Button, MessageBar, MessageBarActions, MessageBarBody } from '@fluentui/react-components';
import { GraphProblem } from '../graph/graph-problem.ts';
import { useChosen } from './preferences.ts';

/** What went wrong, in the person's language, then in the server's words. */
export function Problem({ problem, onAgain }: { readonly problem: Error; readonly onAgain: () => void }) {
  const { texts } = useChosen();
  const known = problem instanceof GraphProblem ? problem : undefined;
  return (
    <MessageBar intent="error" layout="multiline">
      <MessageBarBody>
        {texts.problem[known?.kind ?? 'failed']} {problem.message}
        {known?.help !== undefined && ` (${known.help})`}
        {known?.requestId !== undefined && ` (${texts.requestId(known.requestId)})`}
      </MessageBarBody>
      <MessageBarActions>
        <Button onClick={onAgain}>{texts.again}</Button>
      </MessageBarActions>
    </MessageBar>
  );
}

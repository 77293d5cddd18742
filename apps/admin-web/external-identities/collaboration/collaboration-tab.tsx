import { Spinner } from '@fluentui/react-components';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useQuestion } from '../../controls/use-question.tsx';
import { ObjectForm } from '../../forms/object-form.tsx';
import { countUsers } from '../../graph/count-users.ts';
import { betaGraph, graph } from '../../graph/graph.ts';
import { useChosen } from '../../shell/preferences.ts';
import { Problem } from '../../shell/problem.tsx';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { countLosses } from '../losses.ts';
import { collaborationSections } from './collaboration-fields.ts';
import { type CollaborationPolicies, lossesOf, patchesOf, settingsOf } from './collaboration-settings.ts';
import { collaborationTexts } from './collaboration-texts.ts';

const addresses = {
  authorization: { client: graph, path: '/policies/authorizationPolicy' },
  leaving: { client: betaGraph, path: '/policies/externalIdentitiesPolicy' },
  invitations: { client: graph, path: '/policies/b2bManagementPolicy' },
} as const;
const names = ['authorization', 'leaving', 'invitations'] as const;

async function readPolicies(signal: AbortSignal): Promise<CollaborationPolicies> {
  const read = names.map((name) => addresses[name].client.get(addresses[name].path, signal));
  const [authorization, leaving, invitations] = await Promise.all(read);
  return { authorization, leaving, invitations } as CollaborationPolicies;
}

/** External collaboration settings: what guests see, who invites, whether guests leave, which domains come. */
export function CollaborationTab() {
  const texts = useTexts(collaborationTexts);
  const { texts: general, language } = useChosen();
  const queries = useQueryClient();
  const { ask, dialog } = useQuestion();
  const policies = useQuery({
    queryKey: ['object', 'policies', 'collaboration'],
    queryFn: ({ signal }) => readPolicies(signal),
  });
  if (policies.error !== null) return <Problem problem={policies.error} onAgain={() => void policies.refetch()} />;
  if (policies.data === undefined) return <Spinner label={general.loading} />;
  const before = settingsOf(policies.data);
  const save = async (changed: Readonly<Record<string, unknown>>) => {
    const run = async () => {
      const patches = patchesOf(changed, before);
      try {
        for (const name of names) {
          const { client, path } = addresses[name];
          if (patches[name] !== undefined) await client.send({ method: 'PATCH', path, body: patches[name] });
        }
      } finally {
        await queries.invalidateQueries({ queryKey: ['object', 'policies'] }); // the first may be saved when the second is refused
      }
      say({ text: texts.saved });
    };
    const losses = await countLosses(lossesOf(changed, before), countUsers);
    if (losses.length === 0) return run();
    const text = (
      <ul>
        {losses.map(({ kind, people }) => (
          <li key={kind}>{texts.losses[kind](people.toLocaleString(language))}</li>
        ))}
      </ul>
    );
    return ask({ title: texts.askTitle, text, confirm: general.save, run });
  };
  return (
    <>
      <ObjectForm object={before} sections={collaborationSections(texts)} onSave={save} />
      {dialog}
    </>
  );
}

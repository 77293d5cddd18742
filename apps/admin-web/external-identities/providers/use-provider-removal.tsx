import { useQueryClient } from '@tanstack/react-query';
import { useQuestion } from '../../controls/use-question.tsx';
import { countUsers } from '../../graph/count-users.ts';
import { graph } from '../../graph/graph.ts';
import { useChosen } from '../../shell/preferences.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { countLosses } from '../losses.ts';
import { kindOf, type Provider, peopleOf } from './provider-kinds.ts';
import { providerTexts } from './provider-texts.ts';

/** Asks, with the number of people who come from there, and removes a provider. `remove` tells whether it was done. */
export function useProviderRemoval() {
  const texts = useTexts(providerTexts);
  const { language } = useChosen();
  const queries = useQueryClient();
  const { ask, dialog } = useQuestion();
  const remove = async (provider: Provider): Promise<boolean> => {
    const isPasscode = kindOf(provider) === 'passcode';
    const name = provider.displayName ?? provider.id;
    const loss = peopleOf(provider);
    const count = await countLosses([loss], countUsers).then(
      ([found]) => (found?.people ?? 0).toLocaleString(language),
      () => '?', // who may remove providers need not be one who may count people
    );
    return ask({
      title: isPasscode ? texts.turnOffTitle : texts.deleteTitle(name),
      confirm: isPasscode ? texts.turnOff : texts.delete,
      text: (
        <>
          <p>{loss.areAtMost ? texts.lossesAtMost(count) : texts.losses(count)}</p>
          {!isPasscode && <p>{texts.forGood}</p>}
        </>
      ),
      run: async () => {
        await graph.send({ method: 'DELETE', path: `/identity/identityProviders/${provider.id}` });
        await queries.invalidateQueries({ queryKey: ['identityProviders'] });
        say({ text: isPasscode ? texts.switchedOff : texts.deleted(name) });
      },
    });
  };
  return { remove, dialog };
}

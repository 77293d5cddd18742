import { useQueryClient } from '@tanstack/react-query';
import { useQuestion } from '../../controls/use-question.tsx';
import { countUsers } from '../../graph/count-users.ts';
import { graph } from '../../graph/graph.ts';
import { useChosen } from '../../shell/preferences.ts';
import { say } from '../../shell/toasts.ts';
import { useTexts } from '../../texts/define-texts.ts';
import { providersKey, readProviders } from '../providers/providers.ts';
import type { AccessSettings } from './access-settings.ts';
import { accessTexts } from './access-texts.ts';
import { consequencesOf } from './access-values.ts';

/** Saves access settings below their address; asks before people are kept out. */
export function useAccessSave(path: string) {
  const texts = useTexts(accessTexts);
  const { texts: general, language } = useChosen();
  const queries = useQueryClient();
  const { ask, dialog } = useQuestion();
  /** Conditions on the guests that a setting is about; undefined when the API cannot tell them apart. */
  const guestsOf = async (tenantId: string | undefined): Promise<string | undefined> => {
    if (tenantId === undefined) return "userType eq 'Guest'";
    const { value } = await queries.fetchQuery({ queryKey: providersKey, queryFn: readProviders });
    const domains = value.find((each) => each.tenantId === tenantId)?.domains ?? [];
    if (domains.length === 0 || domains.length > 50) return undefined;
    return `(${domains.map((domain) => `endsWith(mail,'@${domain.replaceAll("'", "''")}')`).join(' or ')})`;
  };
  const inboundText = async (tenantId: string | undefined): Promise<string> => {
    const guests = await guestsOf(tenantId);
    if (guests === undefined) return texts.inboundBlockedPartner;
    const states = ['PendingAcceptance', 'Accepted'];
    const counts = await countUsers(states.map((state) => `externalUserState eq '${state}' and ${guests}`));
    const [open, come] = counts.map((each) => each.toLocaleString(language)) as [string, string];
    return texts.inboundBlocked(open, come);
  };
  const save = async (settings: AccessSettings, patch: Partial<AccessSettings>): Promise<boolean> => {
    const run = async () => {
      await graph.send({ method: 'PATCH', path, body: patch });
      await queries.invalidateQueries({ queryKey: ['object', 'policies', 'crossTenant'] });
      say({ text: texts.saved });
    };
    const { isInboundNarrowed, isOutboundNarrowed, isTrustLost } = consequencesOf(patch, settings);
    const lines: string[] = [];
    if (isInboundNarrowed) lines.push(await inboundText(settings.tenantId));
    if (isOutboundNarrowed) {
      const [members] = await countUsers(["userType eq 'Member'"]);
      lines.push(texts.outboundBlocked(members!.toLocaleString(language)));
    }
    if (isTrustLost) lines.push(texts.trustLost);
    if (lines.length === 0) {
      await run();
      return true;
    }
    const text = lines.map((line) => <p key={line}>{line}</p>);
    return ask({ title: texts.blockTitle, text, confirm: general.save, run });
  };
  return { save, ask, dialog };
}

import { getInvitationPolicy, type InvitationPolicy, operatorCaller, updateInvitationPolicy } from '@muster/directory';
import type { CliContext } from '../cli-context.ts';
import type { DirectoryOptions } from '../opened-directory.ts';

export interface DomainArguments extends DirectoryOptions {
  readonly allow?: string;
  readonly block?: string;
  readonly clear?: boolean;
  readonly json?: boolean;
}

/** Changes the list of domains when one is given, and shows it. Returns the exit code. */
export async function invitationDomains(options: DomainArguments, context: CliContext): Promise<number> {
  const opened = await context.openDirectory(options);
  try {
    const patch = patchOf(options);
    if (patch !== undefined) await updateInvitationPolicy(opened.directory, operatorCaller, patch);
    const policy = await getInvitationPolicy(opened.directory, operatorCaller);
    context.terminal.out(options.json === true ? `${JSON.stringify(policy)}\n` : describe(policy));
    return 0;
  } finally {
    await opened.close();
  }
}

function patchOf({ allow, block, clear }: DomainArguments) {
  if (clear === true) return { allowedDomains: null, blockedDomains: null };
  if (allow !== undefined) return { allowedDomains: split(allow) };
  return block === undefined ? undefined : { blockedDomains: split(block) };
}

function split(text: string): readonly string[] {
  return text
    .split(',')
    .map((domain) => domain.trim())
    .filter((domain) => domain !== '');
}

function describe({ allowedDomains, blockedDomains }: InvitationPolicy): string {
  const [lead, domains] =
    allowedDomains !== null
      ? ['only these domains may come:', allowedDomains]
      : ['these domains may not come:', blockedDomains ?? []];
  if (allowedDomains === null && domains.length === 0) return 'every domain may come\n';
  return [lead, ...domains.map((domain) => `  ${domain}`), ''].join('\n');
}

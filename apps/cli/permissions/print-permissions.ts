import { type DescribedPermit, describePermits } from '@muster/directory';
import type { CliContext } from '../cli-context.ts';

/** Prints who may do what. Returns the exit code. */
export function printPermissions({ json = false }: { readonly json?: boolean }, context: CliContext): number {
  const { out } = context.terminal;
  for (const permit of describePermits()) out(json ? `${JSON.stringify(permit)}\n` : describe(permit));
  return 0;
}

function describe({ operation, permissions, ownScopes, roles, isSensitive, byLevel }: DescribedPermit): string {
  const own = ownScopes.length === 0 ? '' : `; for oneself ${ownScopes.join(', ')}`;
  const levels = [
    ['members', byLevel.member],
    ['guests', byLevel.guest],
    ['restricted guests', byLevel.restrictedGuest],
  ] as const;
  const lines = [
    `permissions, scopes: ${permissions.join(', ')}${own}`,
    `roles: ${roles.join(', ')}${isSensitive ? '; on administrators stronger ones' : ''}`,
    ...levels.filter(([, words]) => words !== '').map(([who, words]) => `${who}: ${words.replaceAll('`', '')}`),
  ];
  return `${operation}\n${lines.map((line) => `  ${line}\n`).join('')}`;
}

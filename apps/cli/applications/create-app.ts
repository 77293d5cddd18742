import { applicationPermissions } from '@muster/directory';
import { createClient } from '@muster/server';
import type { CliContext } from '../cli-context.ts';
import type { DirectoryOptions } from '../opened-directory.ts';

export interface CreateAppOptions extends DirectoryOptions {
  readonly name: string;
  readonly permission: readonly string[];
  readonly allPermissions?: boolean;
  readonly json?: boolean;
}

/** Registers the application and prints its credentials. Returns the exit code. */
export async function createApp(options: CreateAppOptions, context: CliContext): Promise<number> {
  const permissions = options.allPermissions === true ? applicationPermissions : options.permission;
  const unknown = permissions.filter((each) => !applicationPermissions.includes(each));
  if (unknown.length > 0 || permissions.length === 0) {
    const problem = unknown.length > 0 ? `unknown permission ${unknown.join(', ')}` : 'no permission given';
    context.terminal.err(`error: ${problem}\n  known are ${applicationPermissions.join(', ')}\n`);
    return 2;
  }
  const opened = await context.openDirectory(options);
  try {
    const tenant = await opened.directory.store.read((session) => session.settings.organization());
    const created = await createClient(opened.directory, { displayName: options.name, permissions });
    const result = {
      tenantId: tenant!.id,
      clientId: created.appId,
      clientSecret: created.secretText,
      servicePrincipalId: created.servicePrincipalId,
      permissions,
    };
    context.terminal.out(options.json === true ? `${JSON.stringify(result)}\n` : describe(result));
    return 0;
  } finally {
    await opened.close();
  }
}

function describe(result: {
  tenantId: string;
  clientId: string;
  clientSecret: string;
  permissions: readonly string[];
}) {
  return `tenant id      ${result.tenantId}
client id      ${result.clientId}
client secret  ${result.clientSecret}
permissions    ${result.permissions.join(', ')}
The secret is not shown again.
`;
}

import { getOrganization, operatorCaller, type SeenOrganization, updateOrganization } from '@muster/directory';
import type { CliContext } from '../cli-context.ts';
import { errors } from '../errors.ts';
import type { DirectoryOptions } from '../opened-directory.ts';

interface Setting {
  readonly values: readonly string[];
  readonly read: (organization: SeenOrganization) => string;
}

/** The settings of a directory by name. They are properties of the organization. */
const directorySettings: Readonly<Record<string, Setting>> = {
  ruleDialect: {
    values: ['entra', 'extended'],
    read: ({ properties }) => (properties.ruleDialect as string | undefined) ?? 'entra',
  },
};

/** Prints every setting with its value. Returns the exit code. */
export async function listSettings(
  options: DirectoryOptions & { readonly json?: boolean },
  context: CliContext,
): Promise<number> {
  const opened = await context.openDirectory(options);
  try {
    const { organization } = await getOrganization(opened.directory, operatorCaller);
    const found = Object.entries(directorySettings).map(([name, { read }]) => [name, read(organization)] as const);
    if (options.json === true) context.terminal.out(`${JSON.stringify(Object.fromEntries(found))}\n`);
    else for (const [name, value] of found) context.terminal.out(`${name} = ${value}\n`);
    return 0;
  } finally {
    await opened.close();
  }
}

/**
 * Changes one setting. Returns the exit code.
 *
 * @throws AppError CLI_USAGE, and those of `updateOrganization`
 */
export async function setSetting(
  name: string,
  value: string,
  options: DirectoryOptions,
  context: CliContext,
): Promise<number> {
  const setting = Object.hasOwn(directorySettings, name) ? directorySettings[name] : undefined;
  const known = Object.keys(directorySettings).join(', ');
  if (setting === undefined)
    throw errors.CLI_USAGE({ problem: `unknown setting \`${name}\``, help: `there is ${known}` });
  if (!setting.values.includes(value)) {
    const help = `\`${name}\` is one of ${setting.values.join(', ')}`;
    throw errors.CLI_USAGE({ problem: `\`${value}\` is no value of \`${name}\``, help });
  }
  const opened = await context.openDirectory(options);
  try {
    const { organization } = await getOrganization(opened.directory, operatorCaller);
    await updateOrganization(opened.directory, operatorCaller, organization.id, { [name]: value });
    context.terminal.out(`${name} = ${value}\n`);
    return 0;
  } finally {
    await opened.close();
  }
}

import { type Setting, settings } from '@muster/server/settings';
import { code, heading, plain, table } from './table.ts';

const introduction = `Settings of \`muster serve\`. Each can be given on the command line or in the environment; the command line wins, and an
empty variable counts as not set. Switches take \`yes\`/\`no\`, \`true\`/\`false\`, \`on\`/\`off\`, \`1\`/\`0\` in the environment.

\`muster verify\`, \`muster app create\` and \`muster import csv\` read \`--data\` and \`--database-url\` and their variables.

`;

/** `docs/settings.md`: every setting of the server. */
export function settingsPage(): string {
  const rows = Object.values(settings).map((setting: Setting) => [
    setting.flag === null ? 'environment only' : code(setting.flag),
    code(setting.variable),
    plain(setting.description),
    plain(setting.defaultText),
  ]);
  const page = table(['Option', 'Variable', 'Meaning', 'Default'], rows);
  return heading('Settings', '`apps/server/configuration/settings.ts`') + introduction + page;
}

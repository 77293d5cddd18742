import { errorCatalogue } from '@muster/kernel';
import { ruleErrorCatalogue } from '@muster/rules';
import { errors as cliErrors } from '../../apps/cli/errors.ts';
import { serverErrors } from '../../apps/server/errors.ts';
import { errors as connectorErrors } from '../../packages/connectors/errors.ts';
import { deliveryErrors } from '../../packages/delivery/errors.ts';
import { directoryErrors } from '../../packages/directory/errors.ts';
import { identityErrors } from '../../packages/directory/identity-providers/errors.ts';
import { invitationErrors } from '../../packages/directory/invitations/errors.ts';
import { ruleErrors } from '../../packages/directory/rules/rule-errors.ts';
import { graphErrors } from '../../packages/graph-api/errors.ts';
import { errors as rosterErrors } from '../../packages/roster/errors.ts';
import { signInErrors } from '../../packages/sign-in/errors.ts';
import { federationErrors } from '../../packages/sign-in/federation/errors.ts';
import { bundledErrors } from '../../packages/storage/bundled/errors.ts';
import { errors as storageErrors } from '../../packages/storage/errors.ts';
import { placeholderParameters } from './placeholder.ts';
import { code, heading, plain, table } from './table.ts';

/** Every package's errors, in the order of the page. */
const chapters: readonly (readonly [title: string, source: string, errors: object])[] = [
  ['The directory', 'packages/directory', directoryErrors],
  ['Saving a rule', 'packages/directory/rules', ruleErrors],
  ['Identity providers and other directories', 'packages/directory/identity-providers', identityErrors],
  ['Invitations and people from outside', 'packages/directory/invitations', invitationErrors],
  ['Microsoft Graph', 'packages/graph-api', graphErrors],
  ['Tokens', 'packages/sign-in', signInErrors],
  ['Signing in at another provider', 'packages/sign-in/federation', federationErrors],
  ['Sending mail', 'packages/delivery', deliveryErrors],
  ['The server', 'apps/server', serverErrors],
  ['The command line', 'apps/cli', cliErrors],
  ['Import of CSV files', 'packages/connectors', connectorErrors],
  ['The database', 'packages/storage', storageErrors],
  ['The bundled PostgreSQL', 'packages/storage/bundled', bundledErrors],
  ['Memberships in memory', 'packages/roster', rosterErrors],
];

const introduction = `Every foreseen failure has a code that is never reused. \`{…}\` marks what is filled in.

The API answers with the HTTP status and, in \`error.code\`, the word of the column *API code*, as Microsoft Graph does; the
code of this page is in no answer, except the codes of rule problems, which stand in \`error.details\`. Help stands in
\`error.innerError.help\` where the table gives it. The command line prints message and help; it ends with exit code 2 for
errors of status 400 and with 1 for all others.

`;

/** `docs/errors.md`: every error code, with a sample of its message. */
export function errorsPage(): string {
  const listed = chapters.flatMap(([, , errors]) => Object.keys(errors));
  const missing = [...errorCatalogue.keys()].filter((each) => !listed.includes(each));
  if (missing.length > 0) throw new Error(`no chapter of docs/errors.md lists ${missing.join(', ')}`);
  const sections = chapters.map(
    ([title, source, errors]) => `## ${title}\n\n${code(source)}\n\n${errorTable(Object.keys(errors))}`,
  );
  return [
    heading('Errors', 'the error definitions of every package') + introduction,
    ...sections,
    languageErrors(),
  ].join('\n');
}

/** Every code of the page, those of the rule language too. */
export function documentedErrorCodes(): readonly string[] {
  return [...errorCatalogue.keys(), ...Object.keys(ruleErrorCatalogue)];
}

function errorTable(codes: readonly string[]): string {
  const rows = codes.map((name) => {
    const { status, apiCode, message, help } = errorCatalogue.get(name)!;
    const parameters = placeholderParameters();
    const text = plain(String(message(parameters)));
    const advice = help === undefined ? '' : `<br>*${plain(String(help(parameters)))}*`;
    return [code(name), String(status), code(apiCode), text + advice];
  });
  return table(['Code', 'Status', 'API code', 'Message, *help*'], rows);
}

function languageErrors(): string {
  const rows = (severity: string) =>
    Object.entries(ruleErrorCatalogue)
      .filter(([, definition]) => definition.severity === severity)
      .map(([name, { message, help }]) => [code(name), plain(message), plain(help)]);
  const head = ['Code', 'Message', 'Help'];
  return `## The rule language: errors

A rule with one of these is refused. They come with their place in the text.

${table(head, rows('error'))}
## The rule language: warnings

A rule with these works; they point at what is often meant otherwise.

${table(head, rows('warning'))}`;
}

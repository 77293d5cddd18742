import type { ExplainOptions } from '../explanations/explain-member.ts';
import type { DeclareCommand } from './declare-command.ts';

const help = `
USER is a user principal name, the display name of a device, or an id, also of a group or service principal. GROUP is a
display name or an id. Deleted objects are named by id.

The answer says whether the member is or was in the group and by what means; what the rule of the time says, clause by
clause, with the values of the time; and since when it is so, by which change.

Examples:
  $ muster explain kim@contoso.com "Sales Germany"
  $ muster explain kim@contoso.com "Sales Germany" --at 2026-03-03T12:00:00Z
  $ muster explain kim@contoso.com "Sales Germany" --history
  $ muster explain 5c1c3b0e-8f4b-4d0e-9a53-0d4b2f6f7f10 "Sales Germany" --json

Exit codes:
  0  explained, whatever the answer
  1  nobody or no group is called so, or the directory could not be read
  2  wrong usage, a name that fits several, or an instant that history does not reach
`;

/** `muster explain` */
export const explain: DeclareCommand = (parent, context) => {
  parent
    .command('explain')
    .summary('say why somebody is in a group or is not, and since when')
    .description('Says why somebody is in a group or is not: now or at any instant, clause by clause, and since when.')
    .argument('<user>', 'user principal name, name of a device, or id')
    .argument('<group>', 'display name or id')
    .option('--at <time>', 'an instant of the past, in ISO 8601 (default: the present)')
    .option('--history', 'list every time the member came and went instead')
    .option('--data <folder>', 'data folder of the directory')
    .option('--database-url <url>', 'PostgreSQL database of the directory')
    .option('--json', 'print JSON')
    .addHelpText('after', help)
    .action(async (user: string, group: string, options: ExplainOptions) => {
      const { explainMember } = await import('../explanations/explain-member.ts');
      context.finish(await explainMember(user, group, options, context));
    });
};

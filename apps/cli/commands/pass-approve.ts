import type { DirectoryOptions } from '../opened-directory.ts';
import type { DeclareCommand } from './declare-command.ts';

const help = `
Look first at who would leave and join: POST /v1.0/groups/{id}/previewRule lists them. With --leaving and --joining the
approval counts only while these are still the numbers that wait.

To refuse, give the group another rule or pause it; a question nobody answers in time pauses the group.

Examples:
  $ muster pass approve 5f0e2a0c-6c5d-4a83-9d8b-0f4f1c1c7a11
  $ muster pass approve 5f0e2a0c-6c5d-4a83-9d8b-0f4f1c1c7a11 --leaving 412 --joining 0

Exit codes:
  0  approved; the pass goes on
  1  nothing waits for an approval, or the numbers are others by now
  2  wrong usage
`;

/** `muster pass approve` */
export const passApprove: DeclareCommand = (parent, context) => {
  parent
    .command('approve')
    .summary('let a held pass go on')
    .description('Lets a pass go on that is held because it would move too many members.')
    .argument('<group>', 'object id of the group')
    .option('--leaving <count>', 'the number of members leaving that was seen')
    .option('--joining <count>', 'the number of members joining that was seen')
    .option('--data <folder>', 'data folder of the directory')
    .option('--database-url <url>', 'PostgreSQL database of the directory')
    .addHelpText('after', help)
    .action(async (group: string, options: DirectoryOptions & { leaving?: string; joining?: string }) => {
      const { approvePass } = await import('../passes/approve-pass.ts');
      context.finish(await approvePass(group, options, context));
    });
};

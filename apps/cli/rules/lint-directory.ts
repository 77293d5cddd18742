import {
  type Directory,
  type GroupInsight,
  lintGroup,
  lintRules,
  listObjects,
  type OverlappingGroup,
  operatorCaller,
} from '@muster/directory';
import { type ObjectId, toObjectId } from '@muster/kernel';
import type { CliContext } from '../cli-context.ts';
import { errors } from '../errors.ts';
import { toCells } from '../terminal/cells.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { drawDiagnostic } from './draw-diagnostic.ts';
import type { LintArguments } from './lint-rule.ts';

/** Looks at one group or at all groups of a directory and prints what was found. Returns the exit code. */
export async function lintDirectory(
  rule: string | undefined,
  options: LintArguments,
  context: CliContext,
): Promise<number> {
  if (rule !== undefined || options.file !== undefined) {
    throw errors.CLI_USAGE({
      problem: 'a rule was given together with --directory',
      help: 'without --directory one rule is looked at, with it those of the groups',
    });
  }
  const { terminal } = context;
  const opened = await context.openDirectory(options);
  try {
    const { directory } = opened;
    const found = await (options.group === undefined
      ? lintAll(directory, options.json === true, terminal)
      : lintOne(directory, options.group, options.json === true, terminal));
    return options.strict === true && found > 0 ? 1 : 0;
  } finally {
    await opened.close();
  }
}

const number = (n: number) => n.toLocaleString('en-US');
const count = (n: number, word: string) => `${number(n)} ${word}${n === 1 ? '' : 's'}`;

/** @returns how many groups have findings */
async function lintAll(directory: Directory, isJson: boolean, terminal: Terminal): Promise<number> {
  let [examined, found] = [0, 0];
  for await (const page of lintRules(directory, operatorCaller)) {
    if (terminal.isWatched) terminal.err('\r\u001b[K');
    examined += page.examined;
    found += page.insights.length;
    for (const each of page.insights) terminal.out(isJson ? writeJson(each) : draw(each, terminal));
    if (terminal.isWatched) terminal.err(`${count(examined, 'group')} looked at`);
  }
  if (terminal.isWatched) terminal.err('\r\u001b[K');
  if (!isJson) terminal.out(`${count(examined, 'group')} looked at: ${number(found)} with findings\n`);
  return found;
}

async function lintOne(directory: Directory, name: string, isJson: boolean, terminal: Terminal): Promise<number> {
  const insight = await lintGroup(directory, operatorCaller, toObjectId(name) ?? (await groupNamed(directory, name)));
  const findings = insight.diagnostics.length + insight.identicalTo.length + insight.containedIn.length;
  terminal.out(isJson ? writeJson(insight) : draw(insight, terminal));
  if (!isJson) terminal.out(`${count(findings, 'finding')}\n`);
  return findings;
}

/** @throws AppError CLI_USAGE when none or several have the name */
async function groupNamed(directory: Directory, name: string): Promise<ObjectId> {
  const { objects } = await listObjects(directory, operatorCaller, {
    types: ['group'],
    scope: { kind: 'all' },
    filter: { op: 'eq', path: ['displayName'], value: name },
    orderBy: null,
    limit: 2,
    after: null,
    wantsCount: false,
  });
  const [group, other] = objects;
  if (group !== undefined && other === undefined) return group.id;
  const problem = `${group === undefined ? 'no group' : 'more than one group'} is called \`${name}\``;
  throw errors.CLI_USAGE({ problem, help: 'give its object id' });
}

function writeJson({ groupNumber: _, ...shown }: GroupInsight): string {
  return `${JSON.stringify(shown)}\n`;
}

function draw(insight: GroupInsight, terminal: Terminal): string {
  const { groupId, displayName, members, membershipRule, diagnostics, identicalTo, containedIn } = insight;
  const head = `${terminal.colors.bold(plain(displayName))}  ${groupId}  ${count(members, 'member')}\n`;
  const drawn = diagnostics.map((each) => drawDiagnostic(membershipRule ?? '', each, terminal));
  const overlaps = [
    ...identicalTo.map((each) => `same members as ${describe(each)}\n`),
    ...containedIn.map((each) => `all members are in ${describe(each)} too, which has ${number(each.members)}\n`),
  ];
  return `${[head, ...drawn, ...(overlaps.length === 0 ? [] : [overlaps.join('')])].join('\n')}\n`;
}

function describe({ displayName, groupId }: OverlappingGroup): string {
  return `${plain(displayName)} (${groupId})`;
}

/** Without characters that would move the cursor. */
function plain(name: string): string {
  return toCells(name)
    .map((cell) => cell.text)
    .join('');
}

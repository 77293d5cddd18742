import { InvalidArgumentError } from 'commander';
import type { ImportArguments } from '../imports/import-csv-file.ts';
import type { DeclareCommand } from './declare-command.ts';

const help = `
Examples:
  $ muster import csv people.csv --dry-run
  $ muster import csv people.csv --map people.map.json
  $ muster import csv people.csv --json > import.jsonl

Without a map, columns that are called like a user property, or as other systems call it, are imported. A map is JSON:
  { "key": "employeeId",
    "columns": { "Given name": "givenName", "Phone": "businessPhones" },
    "constants": { "companyName": "Fabrikam" },
    "templates": { "userPrincipalName": "{Login|ascii}@fabrikam.example" },
    "manager": { "column": "Manager number", "refersTo": "employeeId" } }

Rows that cannot be imported are listed and left out. An import that was stopped goes on when it is started again;
an import of the same file changes nothing.

The guard of memberships (membershipGuard of the organization and of groups) stops an import after which more people
would have left a group by its rule, within an hour, than a changed rule could put out unasked. What is written by then
stays.

With --json every row that is not unchanged is one line, and the last line is {"summary": {…}}.

Exit codes:
  0    everything is imported (with --dry-run: can be)
  1    rows were refused, or the directory could not be written
  2    wrong usage, or a file cannot be read
  130  stopped by Ctrl-C or SIGTERM
`;

/** `muster import csv` */
export const importCsv: DeclareCommand = (parent, context) => {
  parent
    .command('csv')
    .summary('create and update people from a CSV file')
    .description('Creates and updates people from a CSV file, after showing what will change.')
    .argument('<file>', 'the CSV file, in UTF-8, with column names in its first line')
    .option('-m, --map <file>', 'which column becomes which property, as JSON')
    .option('-n, --dry-run', 'show the plan, write nothing')
    .option('--delimiter <character>', 'between cells (default: comma, semicolon or tab, by the first line)', delimiter)
    .option('--batch-size <rows>', 'rows per transaction', wholeNumber(1, 10_000), 500)
    .option('--allow-removals', 'let groups lose any number of members by their rules; without it the guard stops that')
    .option('--show <rows>', 'rows of the plan to show', wholeNumber(0, 100_000), 20)
    .option('--data <folder>', 'data folder of the directory')
    .option('--database-url <url>', 'PostgreSQL database of the directory')
    .option('--json', 'print JSON')
    .addHelpText('after', help)
    .action(async (file: string, options: ImportArguments) => {
      const { importCsvFile } = await import('../imports/import-csv-file.ts');
      context.finish(await importCsvFile(file, options, context));
    });
};

function delimiter(text: string): string {
  const character = text === '\\t' ? '\t' : text;
  if (character.length !== 1 || character === '"')
    throw new InvalidArgumentError('It must be one character, not a quote.');
  return character;
}

function wholeNumber(least: number, most: number) {
  return (text: string): number => {
    const number = /^\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (number >= least && number <= most) return number;
    throw new InvalidArgumentError(`It must be a whole number from ${least} to ${most}.`);
  };
}

import { AppError, type Clock, type Instant, parseInstant } from '@muster/kernel';
import {
  checkRule,
  evaluate,
  explain,
  extendedProperties,
  type RuleDialect,
  type RuleObject,
  ruleObjectFromJson,
  ruleProperties,
} from '@muster/rules';
import { errors } from '../errors.ts';
import type { Terminal } from '../terminal/terminal.ts';
import { drawDiagnostic } from './draw-diagnostic.ts';
import { drawExplanation } from './draw-explanation.ts';
import { type BatchEntry, readBatch, readJsonFile, readTextFile } from './read-input.ts';

export interface EvalArguments {
  readonly rule?: string;
  readonly file?: string;
  readonly object?: string;
  readonly batch?: string;
  readonly now?: string;
  readonly explain?: boolean;
  readonly json?: boolean;
  readonly dialect?: RuleDialect;
}

/** Evaluates one rule for one object, or a batch. Returns the exit code: 1 when a rule is invalid. */
export async function evalRules(options: EvalArguments, terminal: Terminal, clock: Clock): Promise<number> {
  const now = options.now === undefined ? clock() : instantOf(options.now);
  const { dialect = 'entra' } = options;
  const isExplained = options.explain === true;
  if (options.batch !== undefined) return evalBatch(options.batch, { isExplained, dialect }, terminal, now);
  const text = await ruleText(options);
  if (options.object === undefined) {
    throw errors.CLI_USAGE({ problem: 'no object was given', help: 'give a JSON file with --object' });
  }
  const object = objectOf(await readJsonFile(options.object), dialect);
  const checked = checkRule(text, { dialect });
  if (!checked.ok) {
    if (options.json === true) terminal.out(`${JSON.stringify({ error: ruleInvalid(checked.diagnostics) })}\n`);
    else for (const each of checked.diagnostics) terminal.err(drawDiagnostic(text, each, terminal));
    return 1;
  }
  const result = evaluate(checked.rule, object, now);
  const explanation = isExplained ? explain(checked.rule, object, now) : undefined;
  if (options.json === true) terminal.out(`${JSON.stringify({ result, explanation })}\n`);
  else terminal.out(explanation === undefined ? `${result}\n` : drawExplanation(explanation, terminal));
  return 0;
}

async function ruleText({ rule, file }: EvalArguments): Promise<string> {
  if (rule !== undefined && file === undefined) return rule;
  if (rule === undefined && file !== undefined) return (await readTextFile(file)).replace(/\r?\n$/, '');
  const problem = rule === undefined ? 'no rule was given' : '--rule and --file were given';
  throw errors.CLI_USAGE({ problem, help: 'give one of --rule, --file and --batch' });
}

function instantOf(text: unknown): Instant {
  const instant = typeof text === 'string' ? parseInstant(text) : undefined;
  if (instant === undefined) throw errors.CLI_TIME_INVALID({ text: String(text) });
  return instant;
}

function objectOf(json: unknown, dialect: RuleDialect): RuleObject {
  const properties = dialect === 'extended' ? extendedProperties : ruleProperties;
  const object = ruleObjectFromJson(json, { properties });
  if ('problems' in object) throw errors.CLI_OBJECT_INVALID({ problems: object.problems });
  return object;
}

function ruleInvalid(diagnostics: readonly { readonly message: string }[]) {
  return { code: 'RULE_INVALID', message: diagnostics[0]!.message, diagnostics };
}

interface EntryOptions {
  readonly isExplained: boolean;
  readonly dialect: RuleDialect;
}

async function evalBatch(path: string, options: EntryOptions, terminal: Terminal, now: Instant): Promise<number> {
  let exitCode = 0;
  for (const entry of await readBatch(path)) {
    const answer = evalEntry(entry, options, now);
    if ('error' in answer) exitCode = 1;
    terminal.out(`${JSON.stringify({ id: entry.id, ...answer })}\n`);
  }
  return exitCode;
}

function evalEntry(entry: BatchEntry, { isExplained, dialect }: EntryOptions, now: Instant): object {
  const checked = checkRule(entry.rule, { dialect });
  if (!checked.ok) return { error: ruleInvalid(checked.diagnostics) };
  try {
    const object = objectOf(entry.object, dialect);
    const at = entry.now === undefined ? now : instantOf(entry.now);
    const result = evaluate(checked.rule, object, at);
    return isExplained ? { result, explanation: explain(checked.rule, object, at) } : { result };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, message } = error;
    return { error: { code, message } };
  }
}

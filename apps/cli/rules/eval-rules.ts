import { AppError, type Clock, type Instant, parseInstant } from '@muster/kernel';
import { checkRule, evaluate, explain, type RuleObject, ruleObjectFromJson } from '@muster/rules';
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
}

/** Evaluates one rule for one object, or a batch. Returns the exit code: 1 when a rule is invalid. */
export async function evalRules(options: EvalArguments, terminal: Terminal, clock: Clock): Promise<number> {
  const now = options.now === undefined ? clock() : instantOf(options.now);
  if (options.batch !== undefined) return evalBatch(options.batch, options.explain === true, terminal, now);
  const text = await ruleText(options);
  if (options.object === undefined) {
    throw errors.CLI_USAGE({ problem: 'no object was given', help: 'give a JSON file with --object' });
  }
  const object = objectOf(await readJsonFile(options.object));
  const checked = checkRule(text);
  if (!checked.ok) {
    if (options.json === true) terminal.out(`${JSON.stringify({ error: ruleInvalid(checked.diagnostics) })}\n`);
    else for (const each of checked.diagnostics) terminal.err(drawDiagnostic(text, each, terminal));
    return 1;
  }
  const result = evaluate(checked.rule, object, now);
  const explanation = options.explain === true ? explain(checked.rule, object, now) : undefined;
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

function objectOf(json: unknown): RuleObject {
  const object = ruleObjectFromJson(json);
  if ('problems' in object) throw errors.CLI_OBJECT_INVALID({ problems: object.problems });
  return object;
}

function ruleInvalid(diagnostics: readonly { readonly message: string }[]) {
  return { code: 'RULE_INVALID', message: diagnostics[0]!.message, diagnostics };
}

async function evalBatch(path: string, isExplained: boolean, terminal: Terminal, now: Instant): Promise<number> {
  let exitCode = 0;
  for (const entry of await readBatch(path)) {
    const answer = evalEntry(entry, isExplained, now);
    if ('error' in answer) exitCode = 1;
    terminal.out(`${JSON.stringify({ id: entry.id, ...answer })}\n`);
  }
  return exitCode;
}

function evalEntry(entry: BatchEntry, isExplained: boolean, now: Instant): object {
  const checked = checkRule(entry.rule);
  if (!checked.ok) return { error: ruleInvalid(checked.diagnostics) };
  try {
    const object = objectOf(entry.object);
    const at = entry.now === undefined ? now : instantOf(entry.now);
    const result = evaluate(checked.rule, object, at);
    return isExplained ? { result, explanation: explain(checked.rule, object, at) } : { result };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { code, message } = error;
    return { error: { code, message } };
  }
}

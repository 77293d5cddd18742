import type { Instant } from '@muster/kernel';
import {
  type CheckedRule,
  canEvaluateColumnar,
  checkRule,
  findByGraphAttribute,
  findProperty,
  type RuleObject,
  ruleObjectFromJson,
  ruleProperties,
} from '@muster/rules';
import { drawNewRules } from './draw-new-rules.ts';
import { InputError } from './input-error.ts';
import { readJsonLines } from './read-lines.ts';
import type { ValueChange, Workload } from './workload.ts';

/** The files of a workload, one JSON value a line. */
export interface WorkloadFiles {
  readonly users: string;
  readonly rules: string;
  readonly changes: string;
  /** Rules for NEW RULE; drawn from the shapes of `rules` when absent. */
  readonly new?: string | undefined;
}

const newRuleCount = 50;

/** Reads rules and changes; the users are read whenever they are gone through. */
export function readWorkload(files: WorkloadFiles, now: Instant): Workload {
  const rules = readRules(files.rules);
  return {
    users: () => readUsers(files.users),
    rules,
    newRules: files.new === undefined ? drawNewRules(rules, newRuleCount) : readRules(files.new),
    changes: readChanges(files.changes),
    now,
  };
}

function* readUsers(file: string): Generator<RuleObject> {
  for (const { line, json } of readJsonLines(file)) yield userFromJson(json, () => `${file}, line ${line}`);
}

/** The user as rules see it; the workload's numbers count as ids. */
export function userFromJson(json: unknown, place: () => string): RuleObject {
  const given = json as { readonly id?: unknown };
  const id = typeof given.id === 'number' ? { id: String(given.id) } : {};
  const object = ruleObjectFromJson({ ...given, ...id, type: 'user' });
  if ('problems' in object) throw new InputError(`${place()}: ${object.problems.join(', ')}`);
  return object;
}

/** The checked rule; attributes may go by the names that Graph has for them, where rules have another. */
export function checkedRule(given: string, place: () => string): CheckedRule {
  const text = withRuleNames(given);
  const result = checkRule(text);
  if (!result.ok) throw new InputError(`${place()}: ${result.diagnostics[0]!.message}: ${text}`);
  const can = canEvaluateColumnar(result.rule);
  if (!can.ok) throw new InputError(`${place()}: ${can.reason}: ${text}`);
  if (result.rule.objectType !== 'user') throw new InputError(`${place()}: not a rule about users: ${text}`);
  return result.rule;
}

const quotedOrAttribute = /"[^"]*"|'[^']*'|\buser\.(\w+)/gi;

function withRuleNames(text: string): string {
  return text.replace(quotedOrAttribute, (whole, name?: string) => {
    if (name === undefined || findProperty(ruleProperties, 'user', name) !== undefined) return whole;
    const property = findByGraphAttribute(ruleProperties, 'user', name);
    return property === undefined ? whole : `user.${property.name}`;
  });
}

function readRules(file: string): CheckedRule[] {
  return Array.from(readJsonLines(file), ({ line, json }) => {
    const place = () => `${file}, line ${line}`;
    const { text } = json as { readonly text?: unknown };
    if (typeof text !== 'string') throw new InputError(`${place()}: \`text\` must be a text`);
    return checkedRule(text, place);
  });
}

function readChanges(file: string): ValueChange[] {
  return Array.from(readJsonLines(file), ({ line, json }) => changeFromJson(json, () => `${file}, line ${line}`));
}

export function changeFromJson(json: unknown, place: () => string): ValueChange {
  const { i, attr, value } = json as { readonly i?: unknown; readonly attr?: unknown; readonly value?: unknown };
  if (typeof i !== 'number' || typeof attr !== 'string')
    throw new InputError(`${place()}: \`i\` and \`attr\` are needed`);
  const property = findProperty(ruleProperties, 'user', attr) ?? findByGraphAttribute(ruleProperties, 'user', attr);
  if (property === undefined) throw new InputError(`${place()}: rules cannot read \`${attr}\``);
  const object = ruleObjectFromJson({ type: 'user', [property.name]: value });
  if ('problems' in object) throw new InputError(`${place()}: ${object.problems.join(', ')}`);
  return { user: i, name: property.name, value: object.values[property.name] ?? null };
}

import type { ObjectId, ObjectNumber } from '@muster/kernel';
import { type CheckedRule, checkRule, type RuleDialect, type RuleObjectType } from '@muster/rules';
import { isMemberOfGroup } from '../groups/is-member-of-group.ts';
import type { ReadSession } from '../ports/directory-store.ts';
import type { StoredRule } from '../ports/rule-store.ts';
import { ruleDialectOf } from '../ports/settings-store.ts';
import type { ActiveRule, BrokenRule } from './active-rule.ts';
import { RelationalRules } from './relational-rules.ts';

export type { ActiveRule, BrokenRule } from './active-rule.ts';

/**
 * The rules in force, compiled, and the index that finds those a change can touch. One per process; `refresh` brings
 * it to the rule version that a transaction sees. Reading is in memory only.
 */
export class RuleRegistry {
  private version = 0;
  private dates: ReadonlySet<string> = new Set();
  private language: RuleDialect = 'entra';
  private readonly active = new Map<number, ActiveRule>();
  private readonly broken = new Map<number, BrokenRule>();
  private readonly byProperty: Record<RuleObjectType, Map<string, Set<ActiveRule>>> = {
    user: new Map(),
    device: new Map(),
  };
  private readonly clocked = new Set<ActiveRule>();
  private readonly unseen = new Set<ActiveRule>();

  private readonly watchers: ((groupNumber: number) => void)[] = [];

  /** The rules that read memberships or managers above. */
  readonly relational = new RelationalRules();

  /** Calls `onChange` whenever a group's rule comes, changes or goes, with the group's number. */
  watch(onChange: (groupNumber: number) => void): void {
    this.watchers.push(onChange);
  }

  /** Lower-case names of the directory extensions that hold dates. */
  get dateExtensions(): ReadonlySet<string> {
    return this.dates;
  }

  /** The language that rules may be written in. */
  get dialect(): RuleDialect {
    return this.language;
  }

  /**
   * Brings the registry to the rules in force in this session. Inside a transaction that holds the rule key, the
   * rules stay so until it ends. One statement when nothing changed; otherwise work follows the changed rules.
   */
  async refresh(session: ReadSession): Promise<void> {
    for (;;) {
      const known = this.version;
      const version = await session.rules.ruleVersion();
      if (version <= this.version) return;
      const dialect = ruleDialectOf(await session.settings.organization());
      const changed = await session.rules.rulesSince(dialect === this.language ? known : 0);
      // Every registration has a version of its own: with fewer rules than versions, a group may be gone for good.
      const isComplete = known === 0 || (dialect === this.language && changed.length >= version - known);
      const all = isComplete ? null : await session.rules.rulesSince(0);
      const extensions = await session.settings.extensionProperties();
      const registered = new Set(extensions.map((e) => e.name.toLowerCase()));
      const compiled = changed.map((stored) => compile(stored, registered, dialect));
      const [managers, sources] = await livingObjects(session, compiled);
      // Another session may have brought newer rules while this one was reading: they are not replaced by older ones.
      if (this.version !== known) continue;
      this.dates = new Set(extensions.filter((e) => e.dataType === 'DateTime').map((e) => e.name.toLowerCase()));
      this.language = dialect;
      for (const each of compiled) this.replace(each, managers, sources);
      if (all !== null) this.forgetAllBut(new Set(all.map((stored) => stored.groupNumber)));
      this.version = version;
      return;
    }
  }

  /** Rules of which the result can differ when one of these rule properties changes, rules over relations apart. */
  touchedBy(type: RuleObjectType, ruleProperties: Iterable<string>): ReadonlySet<ActiveRule> {
    const found = new Set<ActiveRule>();
    for (const name of ruleProperties) {
      for (const rule of this.byProperty[type].get(name) ?? []) found.add(rule);
    }
    return found;
  }

  /** All rules over this type of object, rules over relations apart. */
  allOf(type: RuleObjectType): readonly ActiveRule[] {
    return [...this.active.values()].filter((r) => r.rule.objectType === type && !r.rule.readsRelations);
  }

  /** Direct reports rules about this manager, and rules over the members of this group, dead or alive. */
  naming(id: ObjectId): readonly ActiveRule[] {
    return [...this.active.values()].filter((r) => r.rule.managerId === id || r.rule.sourceGroupIds.includes(id));
  }

  /** Rules that mention the directory extension. */
  mentioning(extensionName: string): readonly ActiveRule[] {
    const key = extensionName.toLowerCase();
    return [...this.active.values()].filter((r) => r.rule.extensionNames.some((n) => n.toLowerCase() === key));
  }

  /** Rules whose answers change with time. */
  timeDependent(): ReadonlySet<ActiveRule> {
    return this.clocked;
  }

  /** Rules of which nobody in this process has seen yet that their groups are in line with them. */
  unsettled(): ReadonlySet<ActiveRule> {
    return this.unseen;
  }

  /** Notes that the group is in line with its rule: the pass of this rule version has succeeded. */
  settle(rule: ActiveRule): void {
    this.unseen.delete(rule);
  }

  /** Numbers of all groups with a rule in force. */
  groupNumbers(): Iterable<number> {
    return this.active.keys();
  }

  find(groupNumber: number): ActiveRule | BrokenRule | undefined {
    return this.active.get(groupNumber) ?? this.broken.get(groupNumber);
  }

  all(): readonly (ActiveRule | BrokenRule)[] {
    return [...this.active.values(), ...this.broken.values()];
  }

  private tell(groupNumber: number): void {
    for (const watcher of this.watchers) watcher(groupNumber);
  }

  private replace(each: Compiled, managers: ReadonlySet<string>, sources: ReadonlyMap<string, Source>): void {
    this.remove(each.stored.groupNumber);
    this.tell(each.stored.groupNumber);
    const { groupId, groupNumber, ruleVersion, isActive } = each.stored;
    if (!isActive) return;
    const { rule } = each;
    const isChainRefused = this.language === 'entra';
    const problem = rule === null ? each.problem : isChainRefused ? problemOfSources(rule, sources) : null;
    if (rule === null || problem !== null) {
      this.broken.set(groupNumber, { groupId, groupNumber, ruleVersion, problem: problem ?? 'the rule is not valid' });
      return;
    }
    const known = rule.sourceGroupIds.flatMap((id) => {
      const source = sources.get(id);
      return source === undefined ? [] : [[id, source.number] as const];
    });
    const active: ActiveRule = {
      groupId,
      groupNumber,
      ruleVersion,
      rule,
      isManagerAlive: rule.managerId === null || managers.has(rule.managerId),
      sources: new Map(known),
      sourceNumbers: known.map(([, number]) => number),
    };
    this.active.set(groupNumber, active);
    this.unseen.add(active);
    if (rule.isTimeDependent) this.clocked.add(active);
    if (rule.readsRelations) this.relational.add(active);
    else for (const name of rule.properties) addTo(this.byProperty[rule.objectType], name, active);
  }

  /** Purged groups leave nothing behind that could say that their rules ended. */
  private forgetAllBut(present: ReadonlySet<number>): void {
    for (const number of [...this.active.keys(), ...this.broken.keys()]) {
      if (present.has(number)) continue;
      this.remove(number);
      this.tell(number);
    }
  }

  private remove(groupNumber: number): void {
    this.broken.delete(groupNumber);
    const old = this.active.get(groupNumber);
    if (old === undefined) return;
    this.active.delete(groupNumber);
    this.unseen.delete(old);
    this.clocked.delete(old);
    this.relational.remove(old);
    for (const name of old.rule.properties) this.byProperty[old.rule.objectType].get(name)?.delete(old);
  }
}

type Compiled =
  | { stored: StoredRule; rule: CheckedRule; problem: null }
  | { stored: StoredRule; rule: null; problem: string };

function compile(stored: StoredRule, registered: ReadonlySet<string>, dialect: RuleDialect): Compiled {
  const checked = checkRule(stored.rule, { dialect });
  if (!checked.ok) return { stored, rule: null, problem: checked.diagnostics[0]?.message ?? 'the rule is not valid' };
  const missing = checked.rule.extensionNames.filter((name) => !registered.has(name.toLowerCase()));
  if (missing.length > 0) {
    return { stored, rule: null, problem: `no application has registered ${missing.join(', ')} any more` };
  }
  return { stored, rule: checked.rule, problem: null };
}

/** A source group that exists, or can be restored. */
interface Source {
  readonly number: ObjectNumber;
  readonly isMemberOf: boolean;
}

/** A group restored after its source got a memberOf rule: one step of following is all there is (spec §5.2). */
function problemOfSources(rule: CheckedRule, sources: ReadonlyMap<string, Source>): string | null {
  const chained = rule.sourceGroupIds.filter((id) => sources.get(id)?.isMemberOf);
  return chained.length === 0 ? null : `the source ${chained.join(', ')} has a memberOf rule itself`;
}

/** Which managers and source groups named by the rules exist: two statements for any number of rules. */
async function livingObjects(
  session: ReadSession,
  compiled: readonly Compiled[],
): Promise<[managers: Set<string>, sources: Map<string, Source>]> {
  const rules = compiled.flatMap((each) => (each.stored.isActive && each.rule !== null ? [each.rule] : []));
  const managerIds = [...new Set(rules.flatMap((r) => r.managerId ?? []))] as ObjectId[];
  const sourceIds = [...new Set(rules.flatMap((r) => r.sourceGroupIds))] as ObjectId[];
  const managers = new Set<string>();
  const sources = new Map<string, Source>();
  for (let i = 0; i < managerIds.length; i += 1000) {
    for (const user of await session.objects.findMany(managerIds.slice(i, i + 1000), ['user'])) managers.add(user.id);
  }
  for (let i = 0; i < sourceIds.length; i += 1000) {
    for (const group of await session.objects.findMany(sourceIds.slice(i, i + 1000), ['group'], 'any')) {
      sources.set(group.id, { number: group.number, isMemberOf: group.deletedAt === null && isMemberOfGroup(group) });
    }
  }
  return [managers, sources];
}

function addTo<K>(index: Map<K, Set<ActiveRule>>, key: K, rule: ActiveRule): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, new Set([rule]));
  else known.add(rule);
}

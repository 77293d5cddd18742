import { setImmediate as pause } from 'node:timers/promises';
import type { Instant } from '@muster/kernel';
import { MemberSet, SingleFlight } from '@muster/roster';
import { evaluateColumns, type RowsOfGroup, type RuleObjectType } from '@muster/rules';
import type { ObjectTransition } from '../changes/object-transition.ts';
import type { Device, User } from '../objects/directory-object.ts';
import type { TouchedObjects } from '../ports/change-log.ts';
import type { DirectoryStore, ReadSession } from '../ports/directory-store.ts';
import { changedRuleNames, type RuleView, storedRuleNames } from '../rules/rule-object.ts';
import type { ActiveRule, RuleRegistry } from '../rules/rule-registry.ts';
import { ObjectColumns } from './object-columns.ts';
import { RuleFlips } from './rule-flips.ts';

const changesAtOnce = 1000;
/** Values that the rule index is made ready for in one piece: some milliseconds at 15,000 rules. */
const valuesAtOnce = 32;

/**
 * What rules read of all users and devices, in columns in this process, kept level with the change log: filled by one
 * scan, then brought up to date by this process's own commits at once and by the log for those of others.
 *
 * Columns may lag behind the database by what others have just committed. Whoever must not rely on that calls
 * `reachAlone` under the exclusive key: nobody else writes then, and the columns are exact.
 */
export class DirectoryColumns {
  #objects: ObjectColumns | undefined;
  #flips: RuleFlips | undefined;
  /** How rules saw objects when the columns were filled. */
  #view: RuleView = { dateExtensions: new Set(), dialect: 'entra' };
  #position = 0;
  /** Places of the log that this process wrote and has taken in already. */
  readonly #own = new Set<number>();
  #filling: Promise<void> | undefined;
  readonly #reading = new SingleFlight(() => this.#readSettled());

  constructor(
    private readonly store: DirectoryStore,
    private readonly rules: RuleRegistry,
    /** False where the population is too large for memory: then the database is asked. */
    private readonly isKept: boolean,
  ) {
    rules.watch((groupNumber) => this.#flips?.changed(groupNumber));
  }

  /** The columns; undefined until they are filled, and while they are filled anew. */
  get objects(): ObjectColumns | undefined {
    return this.#areCurrent() ? this.#objects : undefined;
  }

  /**
   * Fills the columns unless they are; undefined in a process that keeps none. Linear in the objects; concurrent calls
   * share the work.
   */
  async fill(): Promise<ObjectColumns | undefined> {
    for (;;) {
      if (!this.isKept) return undefined;
      const filled = this.objects;
      if (filled !== undefined) return filled;
      this.#filling ??= this.#fill().finally(() => {
        this.#filling = undefined;
      });
      await this.#filling;
    }
  }

  /**
   * Brings the columns level with everything that was committed before this call, but for what hides behind a
   * transaction that is still open.
   */
  async reach(): Promise<ObjectColumns | undefined> {
    if ((await this.fill()) === undefined) return undefined;
    await this.#reading.run();
    return this.fill();
  }

  /**
   * Brings filled columns level with everything committed, for whoever holds the exclusive key: exactly.
   *
   * @returns undefined when the columns must be filled anew first, and in a process that keeps none
   */
  async reachAlone(session: ReadSession): Promise<ObjectColumns | undefined> {
    if (!this.isKept) return undefined;
    for (let position = this.#position; ; ) {
      const touched = await session.log.touchedAfter(position, changesAtOnce, true);
      await this.#takeIn(session, touched);
      if (touched.length < changesAtOnce) return this.objects;
      position = touched.at(-1)!.seq;
    }
  }

  /** Takes in what this process has just committed. */
  note(seq: number, transitions: readonly ObjectTransition[], touched: number): void {
    const objects = this.#objects;
    if (objects === undefined) return;
    for (const { before, after } of transitions) {
      if (after === null) objects.takeOut(before!.number, before!.version + 1);
      else if (before === null) objects.put(after as User | Device);
      else {
        objects.change(before as User | Device, after as User | Device, changedRuleNames(before, after));
      }
    }
    if (new Set(transitions.map(({ before, after }) => (after ?? before)!.number)).size === touched) this.#own.add(seq);
  }

  /**
   * The numbers of all objects that the rule selects, as filled columns have them.
   *
   * @param rowsOfGroup who is in a group; for rules that ask for members
   */
  selectedBy(objects: ObjectColumns, rule: ActiveRule, now: Instant, rowsOfGroup?: RowsOfGroup): MemberSet {
    if (!rule.isManagerAlive) return MemberSet.of();
    const rows = evaluateColumns(rule.rule, objects.tables[rule.rule.objectType], now, rowsOfGroup);
    return rows.isList ? MemberSet.ofSorted(rows.rows()) : MemberSet.ofWords(rows.words());
  }

  /**
   * The rules that the object starts and stops satisfying by a change, direct reports of managers who do not exist
   * included; undefined when there are no columns to tell by, or the rule index cannot hold all rules of this type.
   *
   * @param names the rule properties that the change can have changed; none for an object that was not there before
   */
  flips(
    transition: ObjectTransition,
    names: ReadonlySet<string>,
    now: Instant,
  ): { gained: readonly number[]; lost: readonly number[] } | undefined {
    const { objects } = this;
    if (objects === undefined) return undefined;
    this.#flips ??= new RuleFlips(objects, this.rules);
    return this.#flips.of(transition, names, now);
  }

  /**
   * Makes the rule index ready for all values in the columns, so that writes find it ready: in pieces of milliseconds, between
   * which others get their turn. Returns for how many values there was something to do; 0 in a process without columns.
   */
  async prepareFlips(signal?: AbortSignal): Promise<number> {
    let made = 0;
    while (signal?.aborted !== true) {
      const { objects } = this;
      if (objects === undefined) break;
      this.#flips ??= new RuleFlips(objects, this.rules);
      const more = this.#flips.prepare(valuesAtOnce);
      if (more === 0) break;
      made += more;
      await pause();
    }
    return made;
  }

  #areCurrent(): boolean {
    const { dateExtensions: names, dialect } = this.rules;
    const { dateExtensions: filled } = this.#view;
    if (dialect !== this.#view.dialect) return false;
    if (names === filled) return true;
    if (names.size !== filled.size || [...names].some((name) => !filled.has(name))) return false;
    this.#view = { dateExtensions: names, dialect };
    return true;
  }

  async #fill(): Promise<void> {
    // Nobody writes while the exclusive key is held: everything up to the head is committed, and the scan will see it.
    const position = await this.store.write('exclusive', async (session) => {
      await this.rules.refresh(session);
      return session.log.head();
    });
    const view: RuleView = { dateExtensions: this.rules.dateExtensions, dialect: this.rules.dialect };
    const objects = new ObjectColumns(view);
    for (const type of ['user', 'device'] as const) await this.#scan(objects, type, view);
    this.#objects = objects;
    this.#view = view;
    this.#position = position;
    this.#flips = undefined;
    this.#own.clear();
  }

  #scan(objects: ObjectColumns, type: RuleObjectType, view: RuleView): Promise<void> {
    const names = storedRuleNames(type, view);
    return this.store.read((session) => session.objects.scanRuleValues(type, names, objects.loader(type, names)));
  }

  async #readSettled(): Promise<void> {
    for (;;) {
      const position = this.#position;
      const isLast = await this.store.read(async (session) => {
        const touched = await session.log.touchedAfter(position, changesAtOnce, false);
        if (!(await this.#takeIn(session, touched))) return true;
        this.#position = Math.max(this.#position, touched.at(-1)?.seq ?? 0);
        return touched.length < changesAtOnce;
      });
      if (isLast) return;
    }
  }

  /** Reads the objects that changes touched and takes their present state in; false when the columns were filled anew meanwhile. */
  async #takeIn(session: ReadSession, touched: readonly TouchedObjects[]): Promise<boolean> {
    const objects = this.#objects;
    if (objects === undefined) return false;
    const numbers = [...new Set(touched.filter(({ seq }) => !this.#own.has(seq)).flatMap((each) => each.numbers))];
    for (let i = 0; i < numbers.length; i += 10_000) {
      const wanted = numbers.slice(i, i + 10_000);
      const versions = wanted.map((number) => objects.versionOf(number));
      const missing = new Set<number>(wanted);
      for (const object of await session.objects.findByNumbers(wanted, ['user', 'device'])) {
        missing.delete(object.number);
        objects.put(object as User | Device);
      }
      for (const [n, number] of wanted.entries()) {
        // Written by somebody here meanwhile: that state is newer than the absence that was read.
        const isUntouched = objects.versionOf(number) === versions[n];
        if (missing.has(number) && isUntouched && objects.has(number)) objects.takeOut(number, versions[n]! + 1);
      }
    }
    for (const { seq } of touched) this.#own.delete(seq);
    return objects === this.#objects;
  }
}

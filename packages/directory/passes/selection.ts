import type { Instant } from '@muster/kernel';
import { andNot, MemberSet, type ReadonlyMemberSet, unionOf } from '@muster/roster';
import type { Change } from '../changes/change.ts';
import type { ObjectColumns } from '../columns/object-columns.ts';
import type { Directory } from '../context.ts';
import type { Device, User } from '../objects/directory-object.ts';
import { selects } from '../rules/membership-test.ts';
import { rowsOfGroups } from '../rules/rows-of-groups.ts';
import { toRuleObject } from '../rules/rule-object.ts';
import type { ActiveRule } from '../rules/rule-registry.ts';

const objectsAtOnce = 2000;

/** The numbers of all objects that a rule selects, as seen without locks: who reads them may be a little behind. */
export interface Selection {
  readonly members: MemberSet;
  /**
   * Brings the members up to everything committed and to the change's `now`. For whoever holds the exclusive key, with
   * columns that reached everything. Costs what was written since the look; all of it again for rules over the clock.
   *
   * @param present the present members of the rule's group
   */
  bringUp(change: Change, present: ReadonlyMemberSet): Promise<void>;
}

/** Who joins and who leaves when the selected become the members. */
export interface Difference {
  readonly joining: MemberSet;
  readonly leaving: MemberSet;
}

/** New sets; linear in the members. */
export function differenceOf(selected: ReadonlyMemberSet, present: ReadonlyMemberSet): Difference {
  return { joining: andNot(selected, present), leaving: andNot(present, selected) };
}

/** Looks at the whole directory for one rule: by columns, with the members of other groups, or object by object. */
export async function lookFor(directory: Directory, rule: ActiveRule): Promise<Selection> {
  if (rule.rule.form === 'memberOf') return bySources(directory, rule);
  if (rule.rule.readsRelations) return byRelations(directory, rule);
  const objects = await directory.columns.fill();
  return directory.columns.canAnswer(rule) ? byColumns(directory, rule, objects) : byScan(directory, rule);
}

function byColumns(directory: Directory, rule: ActiveRule, seen: ObjectColumns): Selection {
  const { columns } = directory;
  let objects = seen;
  let { mark } = objects;
  let members = columns.selectedBy(objects, rule, directory.clock());
  return {
    get members() {
      return members;
    },
    async bringUp(change) {
      const current = columns.objects;
      if (current === undefined) throw new Error('the columns are being filled anew');
      const written = current === objects ? current.writtenSince(mark) : undefined;
      // Time turns answers without any object being written.
      if (written === undefined || rule.rule.isTimeDependent) members = columns.selectedBy(current, rule, change.now);
      else {
        for (const row of written) {
          if (current.isSelected(rule, row, change.now)) members.add(row);
          else members.remove(row);
        }
      }
      objects = current;
      mark = current.mark;
    },
  };
}

/** Members of the source groups that are of the rule's kind. */
async function bySources(directory: Directory, rule: ActiveRule): Promise<Selection> {
  const objects = await directory.columns.fill();
  const look = (current: ObjectColumns) => {
    const table = current.tables[rule.rule.objectType];
    const members = unionOf(rule.sourceNumbers.map((source) => directory.memberships.membersOf(source)));
    return members.retainAll(MemberSet.ofWords(table.present));
  };
  let members = look(objects);
  return {
    get members() {
      return members;
    },
    async bringUp() {
      members = look(directory.columns.objects ?? objects);
    },
  };
}

/** Columns with the members of groups and the managers of users: what moved since says little, so all of it again. */
async function byRelations(directory: Directory, rule: ActiveRule): Promise<Selection> {
  const { columns } = directory;
  const look = (objects: ObjectColumns, now: Instant) =>
    columns.selectedBy(objects, rule, now, rowsOfGroups(directory, rule.sources));
  const objects = await columns.fill();
  await directory.store.read((session) => session.catchUpMemberships());
  let members = look(objects, directory.clock());
  return {
    get members() {
      return members;
    },
    async bringUp(change) {
      const current = columns.objects;
      if (current === undefined) throw new Error('the columns are being filled anew');
      members = look(current, change.now);
    },
  };
}

/** Object by object, by the interpreter: for rules that columns cannot answer. */
async function byScan(directory: Directory, rule: ActiveRule): Promise<Selection> {
  const { store, rules } = directory;
  const type = rule.rule.objectType;
  const members = MemberSet.of();
  const decide = (object: User | Device, now: Instant) => {
    const seen = toRuleObject(object, [], rules);
    if (selects(rule, seen, now)) members.add(object.number);
    else members.remove(object.number);
  };
  // Nobody writes while the exclusive key is held: what is committed after this place of the log is looked at again.
  let position = await store.write('exclusive', (session) => session.log.head());
  for (let after = 0; ; ) {
    const page = await store.read((session) => session.objects.scan(type, after, objectsAtOnce));
    for (const object of page) decide(object, directory.clock());
    if (page.length < objectsAtOnce) break;
    after = page.at(-1)!.number;
  }
  return {
    members,
    async bringUp({ session, now }, present) {
      const touched = await session.log.touchedAfter(position, Number.MAX_SAFE_INTEGER, true);
      const stale = new Set<number>(touched.flatMap((each) => each.numbers));
      // Time turns answers without any object being written; where the clock was quicker, the answers differ.
      if (rule.rule.isTimeDependent) {
        const { joining, leaving } = differenceOf(members, present);
        for (const number of joining.addAll(leaving)) stale.add(number);
      }
      const numbers = [...stale];
      for (const number of numbers) members.remove(number);
      for (let i = 0; i < numbers.length; i += objectsAtOnce) {
        const objects = await session.objects.findByNumbers(numbers.slice(i, i + objectsAtOnce), [type]);
        for (const object of objects) decide(object as User | Device, now);
      }
      position = touched.at(-1)?.seq ?? position;
    },
  };
}

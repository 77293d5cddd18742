import { foldCase, newObjectId, type ObjectId } from '@muster/kernel';
import type { ExistingPerson, LookupProperty, PeoplePort, PersonWrite } from '../csv/people-port.ts';

/** A directory of people in memory, with what an import may rely on: batches are all or nothing, names are unique. */
export class PeopleInMemory implements PeoplePort {
  readonly people = new Map<ObjectId, ExistingPerson>();
  /** Values asked for, call by call. */
  readonly lookUps: number[] = [];
  readonly batches: (readonly PersonWrite[])[] = [];

  async findByKey(property: LookupProperty, values: readonly string[]): Promise<Map<string, ExistingPerson[]>> {
    this.lookUps.push(values.length);
    const wanted = new Set(values.map(foldCase));
    const found = new Map<string, ExistingPerson[]>();
    for (const person of this.people.values()) {
      const value = person.properties[property];
      if (typeof value !== 'string' || !wanted.has(foldCase(value))) continue;
      found.set(foldCase(value), [...(found.get(foldCase(value)) ?? []), person]);
    }
    return found;
  }

  async applyBatch(batch: readonly PersonWrite[]): Promise<void> {
    const before = new Map(this.people);
    try {
      for (const write of batch) this.#apply(write);
      this.batches.push(batch);
    } catch (error) {
      this.people.clear();
      for (const [id, person] of before) this.people.set(id, person);
      throw error;
    }
  }

  /** The person with this value, who must be the only one. */
  person(property: LookupProperty, value: string): ExistingPerson {
    const found = [...this.people.values()].filter((person) => person.properties[property] === value);
    if (found.length !== 1) throw new Error(`${found.length} people have ${property} ${value}`);
    return found[0]!;
  }

  #apply(write: PersonWrite): void {
    const id = write.kind === 'create' ? newObjectId() : write.id;
    const present = this.people.get(id);
    if (write.kind === 'update' && present === undefined) throw new Error(`there is no person ${id}`);
    const managerId = write.managerId === undefined ? (present?.managerId ?? null) : write.managerId;
    if (managerId !== null && !this.people.has(managerId)) throw new Error(`there is no manager ${managerId}`);
    const merged = Object.entries({ ...present?.properties, ...write.properties });
    const properties = Object.fromEntries(merged.filter(([, value]) => value !== null));
    this.#refuseTakenName(id, properties.userPrincipalName);
    this.people.set(id, { id, properties, managerId });
  }

  #refuseTakenName(id: ObjectId, name: unknown): void {
    if (typeof name !== 'string') throw new Error('a person needs a user principal name');
    for (const person of this.people.values()) {
      const isTaken = foldCase(person.properties.userPrincipalName as string) === foldCase(name);
      if (isTaken && person.id !== id) throw new Error(`${name} is taken`);
    }
  }
}

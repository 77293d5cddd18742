import type { ObjectId } from '@muster/kernel';
import type { DirectoryObject } from '../objects/directory-object.ts';
import type { Protection } from './protection.ts';

/** The object that an operation is about, with what rights depend on. */
export interface Target {
  readonly object: DirectoryObject;
  /** Those among the owners about whom it was asked; the person who acts, or nobody. */
  readonly owners: ReadonlySet<ObjectId>;
  /** Those among the direct members of a group about whom it was asked; the person who acts, or nobody. */
  readonly members: ReadonlySet<ObjectId>;
  /** Of a user: what guards the account; null when it was not asked. */
  readonly protection: Protection | null;
  /** Administrative units that hold the object. */
  readonly administrativeUnits: ReadonlySet<ObjectId>;
}

/** The object as far as it is known without a look at what belongs to it: nobody owns it, no unit holds it. */
export function bareTarget(object: DirectoryObject): Target {
  return { object, owners: new Set(), members: new Set(), protection: null, administrativeUnits: new Set() };
}

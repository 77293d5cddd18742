import type { ObjectId } from '@muster/kernel';
import type { ObjectType } from '../objects/property-definition.ts';

/** Stored links between objects, memberships and managers apart. */
export type LinkKind = 'owner' | 'registeredOwner' | 'registeredUser' | 'sponsor' | 'invitedBy';

export interface LinkEnd {
  readonly id: ObjectId;
  readonly type: ObjectType;
}

export interface RelationReader {
  /** Ends of the links that start at the object; deleted ends included. */
  linksFrom(from: ObjectId, kind: LinkKind): Promise<readonly LinkEnd[]>;
  /** Those of the ends that a link of the kind leads to from any of these objects. One statement. */
  endsAmong(from: readonly ObjectId[], kind: LinkKind, ends: readonly ObjectId[]): Promise<readonly ObjectId[]>;
}

export interface RelationWriter {
  /** False when the link was there already. */
  addLink(from: LinkEnd, kind: LinkKind, to: LinkEnd): Promise<boolean>;
  /** False when there was no such link. */
  removeLink(from: ObjectId, kind: LinkKind, to: ObjectId): Promise<boolean>;
}

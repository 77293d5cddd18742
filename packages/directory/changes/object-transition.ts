import type { DirectoryObject } from '../objects/directory-object.ts';

/** What happened to a user or device in a change: its state before and after; null where it did not or does not live. */
export interface ObjectTransition {
  readonly before: DirectoryObject<'user' | 'device'> | null;
  readonly after: DirectoryObject<'user' | 'device'> | null;
}

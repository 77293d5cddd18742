import type { Instant, ObjectId } from '@muster/kernel';
import type { HeldRoles, PersonRights } from '../authorization/person-rights.ts';
import type { LoggedActor } from '../ports/change-log.ts';

/** How a person proved who they are, as their token says. */
export interface SignInProof {
  /** When they did, to the second; null when nobody knows. */
  readonly at: Instant | null;
  /** Methods, as the claim `amr` names them: `pwd`, `mfa`, … */
  readonly methods: ReadonlySet<string>;
  /** Authentication contexts, as the claim `acrs` names them: `c1`, … */
  readonly contexts: ReadonlySet<string>;
}

/** An application, as those know it who use it. */
export interface NamedApplication {
  readonly appId: string;
  readonly name: string;
}

/** A person who signed in, and the application through which they act. */
export interface PersonActor {
  readonly kind: 'user';
  readonly id: ObjectId;
  readonly name: string;
  readonly userPrincipalName: string;
  readonly userType: 'Member' | 'Guest';
  /** Null: they act at Muster's own pages, and no application comes between. */
  readonly client: NamedApplication | null;
  /** What the application may do for the person, for example `User.Read`. */
  readonly scopes: ReadonlySet<string>;
  readonly rights: PersonRights;
  readonly proof: SignInProof;
  /** The name that the session in which the token was made has in tokens of the application; absent where none is known. */
  readonly sid?: string | undefined;
}

/** An application that signed in by itself. */
export interface ApplicationActor {
  readonly kind: 'application';
  /** Of its service principal. */
  readonly id: ObjectId;
  readonly appId: string;
  readonly name: string;
  /** Its application permissions. */
  readonly roles: ReadonlySet<string>;
  /** Roles of the directory that its service principal holds at this moment; none when absent. */
  readonly directoryRoles?: HeldRoles;
}

/** Who acts. */
export type Actor =
  | ApplicationActor
  | PersonActor
  /** Whoever commands the machine that holds the directory, through the command line. */
  | { readonly kind: 'operator' }
  /** Muster's own background work. */
  | { readonly kind: 'system' };

/** Who acts, and in which request. */
export interface Caller {
  readonly actor: Actor;
  readonly requestId: string | null;
}

/** Muster itself, outside any request. */
export const systemCaller: Caller = { actor: { kind: 'system' }, requestId: null };

/** The command line on the directory's own machine. */
export const operatorCaller: Caller = { actor: { kind: 'operator' }, requestId: null };

/** The actor as the change log names it. */
export function loggedActor(actor: Actor): LoggedActor {
  switch (actor.kind) {
    case 'application':
      return { kind: 'application', id: actor.id, name: actor.name, appId: actor.appId };
    case 'user':
      return loggedPerson(actor, actor.client);
    case 'operator':
      return { kind: 'operator', id: null, name: 'command line' };
    case 'system':
      return { kind: 'system', id: null, name: 'Muster' };
  }
}

/**
 * A person as the change log names them.
 *
 * @param application through which they act; null at Muster's own pages
 */
export function loggedPerson(
  { id, name, userPrincipalName }: Pick<PersonActor, 'id' | 'name' | 'userPrincipalName'>,
  application: NamedApplication | null,
): LoggedActor {
  return { kind: 'user', id, name, userPrincipalName, ...(application === null ? {} : { application }) };
}

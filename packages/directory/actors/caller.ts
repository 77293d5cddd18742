import type { ObjectId } from '@muster/kernel';
import type { PersonRights } from '../authorization/person-rights.ts';
import type { LoggedActor } from '../ports/change-log.ts';

/** How a person proved who they are, as their token says. */
export interface SignInProof {
  /** Methods, as the claim `amr` names them: `pwd`, `mfa`, … */
  readonly methods: ReadonlySet<string>;
  /** Authentication contexts, as the claim `acrs` names them: `c1`, … */
  readonly contexts: ReadonlySet<string>;
}

/** A person who signed in, and the application through which they act. */
export interface PersonActor {
  readonly kind: 'user';
  readonly id: ObjectId;
  readonly name: string;
  readonly userPrincipalName: string;
  readonly userType: 'Member' | 'Guest';
  readonly client: { readonly appId: string; readonly name: string };
  /** What the application may do for the person, for example `User.Read`. */
  readonly scopes: ReadonlySet<string>;
  readonly rights: PersonRights;
  readonly proof: SignInProof;
}

/** Who acts. */
export type Actor =
  /** An application that signed in by itself; `roles` are its application permissions. */
  | {
      readonly kind: 'application';
      readonly id: ObjectId;
      readonly appId: string;
      readonly name: string;
      readonly roles: ReadonlySet<string>;
    }
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
    case 'user':
      return { kind: actor.kind, id: actor.id, name: actor.name };
    case 'operator':
      return { kind: 'operator', id: null, name: 'command line' };
    case 'system':
      return { kind: 'system', id: null, name: 'Muster' };
  }
}

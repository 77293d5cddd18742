import type { User } from '../objects/directory-object.ts';

/** What a directory on premises says of a password. Never why it refuses. */
export type RemoteAnswer = 'right' | 'refused' | 'unavailable';

/** Asks the directory on premises about the passwords of synchronised users. */
export interface RemotePasswords {
  /**
   * Whether the password is the one that the user has on premises. `refused` stands for every reason there can be: a
   * wrong password, an unknown, locked or disabled account, an account that was found twice, an empty password.
   * `unavailable` when no directory could be asked in time.
   */
  checkPassword(user: User, password: string): Promise<RemoteAnswer>;
}

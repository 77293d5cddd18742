/** The unprivileged account the database runs as when Muster itself runs as root. */
export interface DatabaseUser {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
}

/** The members of every rule as a bit for each user. */
export class MemberBits {
  private readonly words: Uint32Array[];

  constructor(
    rules: number,
    private readonly users: number,
  ) {
    this.words = Array.from({ length: rules }, () => new Uint32Array(Math.ceil(users / 32)));
  }

  get sizeBytes(): number {
    return this.words.reduce((sum, each) => sum + each.byteLength, 0);
  }

  has(rule: number, user: number): boolean {
    return ((this.words[rule]![user >>> 5]! >>> (user & 31)) & 1) === 1;
  }

  add(rule: number, user: number): void {
    this.words[rule]![user >>> 5]! |= 1 << (user & 31);
  }

  turn(rule: number, user: number): void {
    this.words[rule]![user >>> 5]! ^= 1 << (user & 31);
  }

  clear(): void {
    for (const each of this.words) each.fill(0);
  }

  membersOf(rule: number): Uint32Array {
    const found: number[] = [];
    for (let user = 0; user < this.users; user += 1) if (this.has(rule, user)) found.push(user);
    return Uint32Array.from(found);
  }
}

/** The exclusive key turned out to be needed; the transaction starts again with it. */
export class NeedsExclusiveKey extends Error {
  constructor() {
    super('the exclusive rule key is needed');
  }
}

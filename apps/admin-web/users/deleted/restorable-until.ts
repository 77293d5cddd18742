const dayMs = 86_400_000;
/** How long deleted people can be restored. */
const keptDays = 30;

/** The instant until which what was deleted then can be restored. */
export const restorableUntil = (deletedAt: string) => new Date(Date.parse(deletedAt) + keptDays * dayMs).toISOString();

import { formatInstant, type Instant } from '@muster/kernel';
import type { Directory } from '../context.ts';
import { directoryErrors } from '../errors.ts';
import type { ReadSession } from '../ports/directory-store.ts';

/** An instant, and the place of the log that stands for it. */
export interface PastMoment {
  readonly at: Instant;
  readonly place: number;
  readonly isPresent: boolean;
  /** Lower-case names of the directory extensions registered then. */
  readonly extensions: ReadonlySet<string>;
  /** Those of them that hold dates. */
  readonly dateExtensions: ReadonlySet<string>;
}

/**
 * The present, or an instant of the past.
 *
 * @param at null for the present
 * @throws AppError INSTANT_IN_FUTURE, HISTORY_TOO_SHORT when the directory is younger
 */
export async function pastMoment(directory: Directory, session: ReadSession, at: Instant | null): Promise<PastMoment> {
  const { history } = session;
  const now = directory.clock();
  if (at !== null) {
    if (at > now) throw directoryErrors.INSTANT_IN_FUTURE({ at: formatInstant(at) });
    const beginning = await history.beginning();
    if (beginning === undefined || at < beginning) {
      const earliest = formatInstant(beginning ?? now);
      throw directoryErrors.HISTORY_TOO_SHORT({ at: formatInstant(at), earliest }, { inner: { earliest } });
    }
  }
  const place = at === null ? await history.present() : await history.placeAt(at);
  const known = new Map((await session.settings.extensionProperties()).map((each) => [each.id as string, each]));
  const extensions = await history.extensionsAt(place);
  const ofDates = extensions.filter(({ id, dataType }) => (dataType ?? known.get(id)?.dataType) === 'DateTime');
  return {
    at: at ?? now,
    place,
    isPresent: at === null,
    extensions: new Set(extensions.map(({ name }) => name.toLowerCase())),
    dateExtensions: new Set(ofDates.map(({ name }) => name.toLowerCase())),
  };
}

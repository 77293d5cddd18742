import { instantText } from '../texts/instant-text.ts';
import type { MemberKind, ToldMove } from './explanation.ts';
import type { explanationTexts } from './explanation-texts.ts';

type Texts = (typeof explanationTexts)['en'];

const mostProperties = 5;
const longestValue = 120;

/** Why the member came or went, as the second half of a sentence that begins with "because". */
export function moveReason(move: ToldMove, kind: MemberKind, texts: Texts, language: string): string {
  const because = texts.because_;
  const who = texts.subjects[kind];
  switch (move.reason) {
    case 'memberChanged':
      return changesOf(move, who, because, language);
    case 'assigned':
      return move.joined ? because.added(who) : because.removed(who);
    case 'scheduleBegan':
      return move.schedule?.isActivated === true ? because.activated : because.given;
    case 'scheduleEnded':
      return move.actor.kind === 'system' ? because.over : because.ended;
    case 'clock':
      return clockOf(move, because, language);
    case 'source':
      return (move.sources ?? [])
        .map(({ joined, displayName, id }) => {
          const group = quoted(displayName ?? id);
          return joined ? because.cameInto(who, group) : because.wentOutOf(who, group);
        })
        .join(', ');
    case 'memberDeleted':
    case 'memberRestored':
      return because[move.reason](who);
    case 'pass':
    case 'groupDeleted':
    case 'groupRestored':
    case 'managerDeleted':
    case 'managerRestored':
      return because[move.reason];
    default:
      return because.other(move.operation);
  }
}

/** What the rule reads comes first; the rest is told only when the rule reads nothing of it. */
function changesOf(
  { changedProperties, operation }: ToldMove,
  who: Texts['subjects']['user'],
  because: Texts['because_'],
  language: string,
): string {
  const read = changedProperties.filter(({ isReadByRule }) => isReadByRule);
  const told = read.length > 0 ? read : changedProperties;
  if (told.length === 0) return operation.startsWith('create') ? because.created(who) : because.changed(who);
  const shown = told.slice(0, mostProperties).map(({ name, oldValue, newValue }) => {
    if (oldValue === null) return because.became(name, written(newValue));
    if (newValue === null) return because.cleared(name, written(oldValue));
    return because.changedTo(name, written(oldValue), written(newValue));
  });
  const more = told.length - shown.length;
  return [...shown, ...(more > 0 ? [because.others(more.toLocaleString(language))] : [])].join(', ');
}

function clockOf({ turnedDates = [] }: ToldMove, because: Texts['because_'], language: string): string {
  if (turnedDates.length === 0) return because.clock;
  return turnedDates
    .map(({ property, turnedAt }) => because.counts(property, instantText(turnedAt, language)!))
    .join(', ');
}

function written(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const shown = text.length > longestValue ? `${text.slice(0, longestValue)}…` : text;
  return typeof value === 'string' ? quoted(shown) : shown;
}

const quoted = (text: string) => `“${text}”`;

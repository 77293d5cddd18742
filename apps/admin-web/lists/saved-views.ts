/** A list as somebody wants to see it again: search, filters, order and columns, as the address says them. */
export interface SavedView {
  readonly name: string;
  readonly query: Readonly<Record<string, unknown>>;
}

export const mostViews = 50;

/** Under which name the browser keeps the views of a list. */
export const viewsKey = (collection: string) => `muster.views.${collection}`;

/** Reads what was kept; whatever is no view is passed over. */
export function readViews(kept: string | null): readonly SavedView[] {
  let given: unknown = [];
  try {
    given = JSON.parse(kept ?? '[]');
  } catch {
    given = []; // somebody else's text
  }
  return (Array.isArray(given) ? given : []).filter(isView).slice(0, mostViews);
}

function isView(given: unknown): given is SavedView {
  const { name, query } = (given ?? {}) as Partial<SavedView>;
  return typeof name === 'string' && name !== '' && typeof query === 'object' && query !== null;
}

/** With the view among them, in the order of names; it takes the place of one of the same name. */
export function withView(views: readonly SavedView[], view: SavedView): readonly SavedView[] {
  return [...withoutView(views, view.name), view].sort((a, b) => a.name.localeCompare(b.name)).slice(0, mostViews);
}

export function withoutView(views: readonly SavedView[], name: string): readonly SavedView[] {
  return views.filter((view) => view.name !== name);
}

/** The view that the list shows now; undefined when it is none of them. */
export function viewOf(views: readonly SavedView[], query: Readonly<Record<string, unknown>>): SavedView | undefined {
  const text = (given: Readonly<Record<string, unknown>>) =>
    JSON.stringify(
      Object.entries(given)
        .filter(([, value]) => value !== undefined)
        .sort(([a], [b]) => (a < b ? -1 : 1)),
    );
  return views.find((view) => text(view.query) === text(query));
}

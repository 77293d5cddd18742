import type { Virtualizer } from '@tanstack/react-virtual';
import { type FocusEvent, type KeyboardEvent, type RefObject, useLayoutEffect, useRef } from 'react';
import { rowAfterKey } from './row-keys.ts';

export interface RowKeysParts {
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly virtual: Virtualizer<HTMLDivElement, Element>;
  readonly count: number;
  readonly rowPx: number;
  /** The row that has, or had last, the keyboard; -1 for none. */
  readonly active: number;
  setActive(row: number): void;
}

/** What a list does with keys: to the next row and the one before, a page on and back, to the ends, and into the object. */
export function useRowKeys({ scroller, virtual, count, rowPx, active, setActive }: RowKeysParts) {
  const isWanted = useRef(false);
  useLayoutEffect(() => {
    if (!isWanted.current) return;
    isWanted.current = false;
    scroller.current?.querySelector<HTMLElement>(`[data-row="${active}"]`)?.focus({ preventScroll: true });
  }, [active, scroller]);

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const target = event.target as HTMLElement;
    const isRow = target.dataset.row !== undefined;
    if (event.ctrlKey || event.altKey || event.metaKey || (!isRow && target !== event.currentTarget)) return;
    if (event.key === 'Enter') return void target.querySelector<HTMLElement>('a, button')?.click();
    const perPage = Math.max(1, Math.floor(event.currentTarget.clientHeight / rowPx) - 2);
    const next = rowAfterKey(event.key, isRow ? Number(target.dataset.row) : -1, count, perPage);
    if (next === undefined) return;
    event.preventDefault();
    isWanted.current = true;
    virtual.scrollToIndex(next, { align: 'auto' });
    setActive(next);
  };
  const onFocus = ({ target }: FocusEvent<HTMLDivElement>) => {
    const row = (target as HTMLElement).closest<HTMLElement>('[data-row]')?.dataset.row;
    if (row !== undefined && Number(row) !== active) setActive(Number(row));
  };
  return { onKeyDown, onFocus };
}

import type { lazyRouteComponent } from '@tanstack/react-router';

/** A page and its address; a part `$id` of the address is read by the page with `useParams`. */
export interface PageRoute {
  readonly path: string;
  /** Loaded when the page is first opened. */
  readonly component: ReturnType<typeof lazyRouteComponent>;
}

import type { Row } from '../../lists/list-column.ts';

/** A question about one person. */
export interface UserDialogProps {
  readonly user: Row;
  onClose(): void;
}

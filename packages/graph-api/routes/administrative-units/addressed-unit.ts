import type { ObjectId } from '@muster/kernel';
import type { GraphRequest } from '../../routing/graph-request.ts';
import { segmentId } from '../objects/addressed-object.ts';

/** Where in the address the unit stands: behind `directory`, or first. */
export function unitPosition({ segments }: GraphRequest): number {
  return segments[0]!.name === 'directory' ? 1 : 0;
}

/**
 * The id of the unit that the address names.
 *
 * @throws AppError OBJECT_ID_MALFORMED
 */
export function addressedUnit(request: GraphRequest): ObjectId {
  return segmentId(request.segments[unitPosition(request)]!);
}

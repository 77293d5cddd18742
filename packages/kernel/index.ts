export { baseUrlOf, pathOnSite, sitePrefix } from './base-url.ts';
export { AppError, defineErrors, type ErrorDetail, type ErrorExtras, errorCatalogue } from './errors.ts';
export { escapeMarkup } from './escape-markup.ts';
export { foldCase } from './fold-case.ts';
export { isGuid, newObjectId, type ObjectId, type ObjectNumber, toObjectId } from './ids.ts';
export { type Clock, type Duration, formatInstant, type Instant, parseInstant } from './instants.ts';

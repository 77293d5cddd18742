import { basePath, origin } from '../../session/place.ts';

/** The body by which a request names an object. */
export const memberReference = (id: string) => ({ '@odata.id': `${origin}${basePath}v1.0/directoryObjects/${id}` });

import type { DirectoryObject, ObjectType } from '@muster/directory';
import { readEntityQuery } from '../../odata/read-entity-query.ts';
import { defaultSelect } from '../../odata/select.ts';
import type { GraphAnswer, GraphApi, GraphRequest } from '../../routing/graph-request.ts';
import { entityAnswer } from '../../wire/answers.ts';
import { collectionOf } from '../../wire/complex-types.ts';
import { presentExpanded } from './expand-objects.ts';
import { presentObjects } from './present-objects.ts';

/** Where an object is read from. */
export interface ObjectSource {
  /** Types the object can have; several when that shows only in the object. */
  readonly types: readonly ObjectType[];
  /** Runs after the query options were found good. */
  readonly find: () => Promise<DirectoryObject>;
  /** The declared type is `directoryObject`: the answer tells the type, and its context is `directoryObjects`. */
  readonly isPolymorphic?: boolean;
}

/**
 * Answers a read of one object: 200 with what `$select` and `$expand` ask for.
 *
 * @throws AppError the errors of `readEntityQuery` and of `find`
 */
export async function answerObject(api: GraphApi, request: GraphRequest, source: ObjectSource): Promise<GraphAnswer> {
  const { types, isPolymorphic = false } = source;
  const { queryString, headers, knownExtensions } = request;
  const { select, expand } = readEntityQuery({ types, queryString, headers, knownExtensions, strict: api.strict });
  const object = await source.find();
  const [shown] = await presentExpanded(api, request, [object], { select, expand, isPolymorphic });
  const context = isPolymorphic ? 'directoryObjects' : collectionOf[object.type];
  return { status: 200, body: entityAnswer(request, context, shown!, select) };
}

/** Answers a create: 201 with the default properties and the new object's address. */
export async function answerCreated(
  api: GraphApi,
  request: GraphRequest,
  object: DirectoryObject,
): Promise<GraphAnswer> {
  const presentation = { select: defaultSelect, isPolymorphic: false };
  const [shown] = await presentObjects(api, request, [object], presentation);
  const collection = collectionOf[object.type];
  return {
    status: 201,
    body: entityAnswer(request, collection, shown!),
    location: `${request.root}/${collection}/${object.id}`,
  };
}

import { graph } from '../../graph/graph.ts';
import { GraphProblem } from '../../graph/graph-problem.ts';

/** A property that an application has registered for users. */
export interface DirectoryExtension {
  readonly name: string;
  readonly dataType: string;
  readonly appDisplayName: string | null;
}

type Registered = DirectoryExtension & { readonly targetObjects: readonly string[] };

/** Extensions of users; none for somebody who may not know them. */
export async function listUserExtensions(): Promise<readonly DirectoryExtension[]> {
  try {
    const { value } = await graph.send<{ value: Registered[] }>({
      method: 'POST',
      path: '/directoryObjects/getAvailableExtensionProperties',
      body: {},
    });
    return value.filter(({ targetObjects }) => targetObjects.includes('User'));
  } catch (problem) {
    if (problem instanceof GraphProblem && problem.kind === 'not-allowed') return [];
    throw problem;
  }
}

import { directoryErrors, isRunning, type ListedSchedule, listOwnSchedules, listSchedules } from '@muster/directory';
import { graphErrors } from '../../errors.ts';
import type { GraphRequest, Handler } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import { segmentId } from '../objects/addressed-object.ts';
import { answerRoleRecords } from '../roles/answer-role-records.ts';
import { expandRoleRecords } from '../roles/expand-role-records.ts';
import { answerRoleRecord } from './answer-role-record.ts';
import { type Kind, presentInstance, presentSchedule, scheduleTypes } from './schedule-records.ts';

/** How somebody is concerned by what they ask for. @throws AppError QUERY_UNSUPPORTED */
export function currentUserAs<T extends string>(request: GraphRequest, allowed: readonly T[]): T {
  const asked = request.segments.at(-1)!.parameters?.get('on');
  const found = allowed.find((each) => each.toLowerCase() === asked?.toLowerCase());
  if (found !== undefined) return found;
  throw graphErrors.QUERY_UNSUPPORTED({ reason: `filterByCurrentUser(on='…') takes ${allowed.join(', ')} here` });
}

type Form = 'schedule' | 'instance';

function present(kind: Kind, form: Form, all: readonly ListedSchedule[], now: number): readonly JsonMembers[] {
  if (form === 'schedule') return all.map((each) => presentSchedule(kind, each));
  return all.filter((each) => isRunning(each, now)).map((each) => presentInstance(kind, each));
}

function routesOf(kind: Kind, form: Form, path: string): readonly Route[] {
  const type = scheduleTypes[kind][form];
  const list: Handler = async (api, request) => {
    const all = await listSchedules(api.directory, request.caller, kind);
    const records = present(kind, form, all, request.now);
    return answerRoleRecords(request, path, type, records, expandRoleRecords(api, request));
  };
  const listOwn: Handler = async (api, request) => {
    currentUserAs(request, ['principal']);
    const all = await listOwnSchedules(api.directory, request.caller, kind);
    const records = present(kind, form, all, request.now);
    return answerRoleRecords(request, path, type, records, expandRoleRecords(api, request));
  };
  const read: Handler = async (api, request) => {
    const id = segmentId(request.segments[2]!);
    const all = await listSchedules(api.directory, request.caller, kind);
    const [record] = present(
      kind,
      form,
      all.filter((each) => each.id === id),
      request.now,
    );
    if (record === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
    return answerRoleRecord(request, path, type, record, expandRoleRecords(api, request));
  };
  return [
    route(`GET ${path}`, list),
    route(`GET ${path}/{}`, read),
    route(`GET ${path}/filterByCurrentUser/{}`, listOwn),
  ];
}

const root = 'roleManagement/directory';

/** @see Graph surface spec §11.5 */
export const scheduleRoutes: readonly Route[] = [
  ...routesOf('eligibility', 'schedule', `${root}/roleEligibilitySchedules`),
  ...routesOf('eligibility', 'instance', `${root}/roleEligibilityScheduleInstances`),
  ...routesOf('assignment', 'schedule', `${root}/roleAssignmentSchedules`),
  ...routesOf('assignment', 'instance', `${root}/roleAssignmentScheduleInstances`),
];

import { directoryErrors, isRunning } from '@muster/directory';
import type { Handler } from '../../routing/graph-request.ts';
import { type Route, route } from '../../routing/route.ts';
import type { JsonMembers } from '../../wire/present-object.ts';
import { segmentId } from '../objects/addressed-object.ts';
import { answerRoleRecords } from '../roles/answer-role-records.ts';
import { type AccessSurface, groupSurface, roleSurface } from './access-surface.ts';
import { answerRoleRecord } from './answer-role-record.ts';
import { currentUserAs } from './current-user-as.ts';
import { type AnySchedule, type Kind, presentInstance, presentSchedule } from './schedule-records.ts';

type Form = 'schedule' | 'instance';

function present(kind: Kind, form: Form, all: readonly AnySchedule[], now: number): readonly JsonMembers[] {
  if (form === 'schedule') return all.map((each) => presentSchedule(kind, each));
  return all.filter((each) => isRunning(each, now)).map((each) => presentInstance(kind, each));
}

function routesOf(surface: AccessSurface, kind: Kind, form: Form): readonly Route[] {
  const path = `${surface.root}/${surface.nameOf(kind, form === 'schedule' ? 'Schedules' : 'ScheduleInstances')}`;
  const type = surface.types[kind][form];
  const list: Handler = async (api, request) => {
    const all = await surface.schedules(api, request, kind, type);
    const records = present(kind, form, all, request.now);
    return answerRoleRecords(request, path, type, records, surface.expand(api, request));
  };
  const listOwn: Handler = async (api, request) => {
    currentUserAs(request, ['principal']);
    const all = await surface.ownSchedules(api, request, kind);
    const records = present(kind, form, all, request.now);
    return answerRoleRecords(request, path, type, records, surface.expandOwn(api, request));
  };
  const read: Handler = async (api, request) => {
    const id = segmentId(request.segments[surface.depth]!);
    const found = await surface.schedule(api, request, kind, id);
    const [record] = present(kind, form, [found], request.now);
    if (record === undefined) throw directoryErrors.RESOURCE_NOT_FOUND({ id });
    return answerRoleRecord(request, path, type, record, surface.expand(api, request));
  };
  return [
    route(`GET ${path}`, list),
    route(`GET ${path}/{}`, read),
    route(`GET ${path}/filterByCurrentUser/{}`, listOwn),
  ];
}

/** @see Graph surface spec §11.5 */
export const scheduleRoutes: readonly Route[] = [roleSurface, groupSurface].flatMap((surface) => [
  ...routesOf(surface, 'eligibility', 'schedule'),
  ...routesOf(surface, 'eligibility', 'instance'),
  ...routesOf(surface, 'assignment', 'schedule'),
  ...routesOf(surface, 'assignment', 'instance'),
]);

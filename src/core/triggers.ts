/** What runs a function, as far as it is declared. */
import type { Application, LambdaFunction } from './application.ts';
import type { Relation, ResourceFact } from './facts.ts';
import { ofEach } from './memo.ts';

/**
 * Whether it runs because something may be there that was not before: a bucket tells it, or schedules run it and nothing
 * else that is declared does.
 */
export const runsForNews = ({ key }: LambdaFunction, application: Application): boolean =>
  runningForNews(application).has(key);

/** The keys of those that do, found once for the same declarations. */
export const runningForNews = ({ relations, resources }: Application): ReadonlySet<string> =>
  runForNews(relations)(resources);

const runForNews = ofEach((relations: readonly Relation[]) =>
  ofEach((resources: readonly ResourceFact[]): ReadonlySet<string> => {
    const byKey = new Map(resources.map((it) => [it.key, it]));
    const callers = new Map<string, (ResourceFact | undefined)[]>();
    for (const { kind, from, to } of relations) {
      const run = /^(reads|serves)$/.test(kind)
        ? from
        : kind === 'invokes' && to.kind === 'resource'
          ? to.key
          : undefined;
      if (run === undefined) continue;
      const its = callers.get(run);
      if (its) its.push(byKey.get(from));
      else callers.set(run, [byKey.get(from)]);
    }
    return new Set([...callers].filter(([, its]) => its.some(isBucket) || its.every(isSchedule)).map(([run]) => run));
  }),
);

const isBucket = (caller: ResourceFact | undefined): boolean =>
  /^(AWS::S3::Bucket|Custom::S3BucketNotifications|S3Notification)$/.test(caller?.resourceType ?? '');

function isSchedule(caller: ResourceFact | undefined): boolean {
  if (caller?.resourceType === 'AWS::Scheduler::Schedule') return true;
  const isTimed = caller?.settings.has('ScheduleExpression') === true || caller?.settings.has('Schedule') === true;
  return caller?.resourceType === 'AWS::Events::Rule' && isTimed;
}

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
    const byKey = new Map<string, ResourceFact>();
    for (const it of resources) byKey.set(it.key, it);
    const callers = new Map<string, 'a bucket' | 'schedules' | 'others'>();
    for (const { kind, from, to } of relations) {
      const takes = kind === 'reads' || kind === 'serves';
      const run = takes ? from : kind === 'invokes' && to.kind === 'resource' ? to.key : undefined;
      if (run === undefined) continue;
      const caller = byKey.get(from);
      const before = callers.get(run);
      if (isBucket(caller) || before === 'a bucket') callers.set(run, 'a bucket');
      else callers.set(run, isSchedule(caller) && before !== 'others' ? 'schedules' : 'others');
    }
    const running = new Set<string>();
    for (const [run, by] of callers) if (by !== 'others') running.add(run);
    return running;
  }),
);

const isBucket = (caller: ResourceFact | undefined): boolean =>
  /^(AWS::S3::Bucket|Custom::S3BucketNotifications|S3Notification)$/.test(caller?.resourceType ?? '');

function isSchedule(caller: ResourceFact | undefined): boolean {
  if (caller?.resourceType === 'AWS::Scheduler::Schedule') return true;
  const isTimed = caller?.settings.has('ScheduleExpression') === true || caller?.settings.has('Schedule') === true;
  return caller?.resourceType === 'AWS::Events::Rule' && isTimed;
}

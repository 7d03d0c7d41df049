/** What runs a function, as far as it is declared. */
import type { Application, LambdaFunction } from './application.ts';
import type { ResourceFact } from './facts.ts';

/**
 * Whether it runs because something may be there that was not before: a bucket tells it, or schedules run it and nothing
 * else that is declared does.
 */
export function runsForNews(fn: LambdaFunction, { relations, resources }: Application): boolean {
  const own = relations.filter(({ from, to, kind }) =>
    to.kind === 'resource' && to.key === fn.key ? kind === 'invokes' : from === fn.key && /^(reads|serves)$/.test(kind),
  );
  const callers = own.map(({ from }) => resources.find(({ key }) => key === from));
  return callers.some(isBucket) || (callers.length > 0 && callers.every(isSchedule));
}

const isBucket = (caller: ResourceFact | undefined): boolean =>
  /^(AWS::S3::Bucket|Custom::S3BucketNotifications|S3Notification)$/.test(caller?.resourceType ?? '');

function isSchedule(caller: ResourceFact | undefined): boolean {
  if (caller?.resourceType === 'AWS::Scheduler::Schedule') return true;
  const isTimed = caller?.settings.has('ScheduleExpression') === true || caller?.settings.has('Schedule') === true;
  return caller?.resourceType === 'AWS::Events::Rule' && isTimed;
}

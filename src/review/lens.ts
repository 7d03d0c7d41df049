import type { PracticeId } from '../core/practice.ts';
import type { PracticeClass } from './checklist.ts';

/** A best practice of PERF 1, with the AWS Well-Architected Tool's own words and ids. */
export interface Practice {
  readonly id: PracticeId;
  /** The choice's id in the AWS Well-Architected Tool. */
  readonly choice: string;
  readonly title: string;
  readonly class: PracticeClass;
  readonly checks: readonly Check[];
}

/** An improvement item of the lens. */
export interface Check {
  /** Unique in the lens: `startup-time/reuse-environment`. */
  readonly id: `${PracticeId}/${string}`;
  /** Reads as a thing done, without a full stop. */
  readonly title: string;
  /** What to look at, how to find out and what to do; Markdown without headings. */
  readonly guidance: string;
  /** Static analysis alone cannot meet it: something has to be measured or decided. */
  readonly needsPerson: boolean;
  readonly rules: readonly FeedingRule[];
  /** What functions do that pass: completes "All 6 functions …". Absent where no rule looks. */
  readonly passes?: Verb;
}

/** A rule whose outcomes are evidence for a check. */
export interface FeedingRule {
  readonly id: `${PracticeId}/${string}`;
  /** What functions do that fail: completes "2 of 6 functions …". */
  readonly fails: Verb;
}

/** A predicate without a full stop, for one function and for several. */
export interface Verb {
  readonly one: string;
  readonly many: string;
}

/** Question PERF 1 of lens `serverless`; the id is only unique together with the lens. */
export const question = {
  id: 'perf_q1',
  title: "How do you optimize your serverless application's performance?",
} as const;

export const lens: readonly Practice[] = [
  {
    id: 'capacity-units',
    choice: 'perf_perf_q1_a3',
    title: 'Measure, evaluate, and select optimum capacity units',
    class: 'required',
    checks: [
      {
        id: 'capacity-units/memory',
        title: 'Memory sizes of functions are chosen by measuring',
        guidance:
          'Memory also sets the share of CPU: the default of 128 MB gets about 7% of a vCPU, 1,769 MB a whole one. ' +
          'Run [AWS Lambda Power Tuning](https://github.com/alexcasalboni/aws-lambda-power-tuning) with a payload as in production, and choose for cost, for speed or a balance of both; compare `arm64` in the same run. ' +
          'AWS Compute Optimizer recommends a size for functions of up to 1,792 MB after 50 invocations in 14 days. ' +
          'Write the size in the template, and the result it rests on in the note.',
        needsPerson: true,
        rules: [
          {
            id: 'capacity-units/default-memory',
            fails: { one: 'runs with the default of 128 MB', many: 'run with the default of 128 MB' },
          },
        ],
        passes: { one: 'says how much memory it gets', many: 'say how much memory they get' },
      },
      {
        id: 'capacity-units/tables',
        title: 'Tables have the capacity mode that suits their traffic',
        guidance:
          'Look at `BillingMode` of each DynamoDB table, and at its consumed capacity and throttled requests in CloudWatch. ' +
          'On-demand suits new tables and traffic that cannot be foreseen; provisioned capacity with auto scaling is cheaper for high and steady traffic. ' +
          'Where a table throttles although the total is low, look for a hot partition key.',
        needsPerson: true,
        rules: [],
      },
      {
        id: 'capacity-units/streams',
        title: 'Streams have the shards and consumers that their load needs',
        guidance:
          'Look at `IteratorAge` of each function that reads a Kinesis stream, and at `WriteProvisionedThroughputExceeded` and `ReadProvisionedThroughputExceeded` of the stream. ' +
          'Use on-demand mode when the load cannot be foreseen. ' +
          'Give consumers enhanced fan-out (2 MB/s each per shard) when several read the same stream, and aggregate small records in the producer.',
        needsPerson: true,
        rules: [],
      },
      {
        id: 'capacity-units/apis',
        title: 'API endpoints are of the type that suits their callers',
        guidance:
          'Edge-optimized endpoints suit callers all over the world, regional ones callers in the same Region or behind your own CloudFront, private ones callers inside a VPC. ' +
          'Compare latency as the callers see it with `IntegrationLatency` in CloudWatch: the difference is what the endpoint adds.',
        needsPerson: true,
        rules: [],
      },
      {
        id: 'capacity-units/load-test',
        title: 'The application is load-tested at sustained and at burst rates',
        guidance:
          'Run both against a deployed stage with data as in production: a steady load for long enough to see p99 settle, and a sudden burst. ' +
          'Watch `Throttles`, `ConcurrentExecutions` and duration of the functions, and the limits of what lies behind them; a function gains up to 1,000 execution environments every 10 seconds, a database behind it usually does not. ' +
          'Read the results in CloudWatch, traces and Logs Insights, and note the rate that was reached.',
        needsPerson: true,
        rules: [],
      },
    ],
  },
  {
    id: 'startup-time',
    choice: 'perf_perf_q1_a1',
    title: 'Measure and optimize function startup time',
    class: 'good',
    checks: [
      {
        id: 'startup-time/measured',
        title: 'Startup time is measured',
        guidance:
          'A `REPORT` line in CloudWatch Logs has `Init Duration` when the invocation was a cold start, or `Restore Duration` with SnapStart; Logs Insights knows the first as `@initDuration`. ' +
          'With active tracing, the trace shows the same as its `Initialization` subsegment; traces are sampled, so take the rate of cold starts from the logs. ' +
          'Look at median and p99 per function and memory size. ' +
          'Initialization has been billed like any other time since August 2025. ' +
          'Note the numbers and the period that they were taken from.',
        needsPerson: true,
        rules: [
          {
            id: 'startup-time/tracing-off',
            fails: { one: 'runs without active tracing', many: 'run without active tracing' },
          },
        ],
        passes: { one: 'has active tracing', many: 'have active tracing' },
      },
      {
        id: 'startup-time/reuse-environment',
        title: 'SDK clients and connections are reused between invocations',
        guidance:
          'What is made outside of the handler is made once per execution environment, and later invocations find it ready, with its connections open. ' +
          'Make SDK clients, sessions, database connections and pools there; what depends on the event or the tenant belongs in the handler or in a cache with that key. ' +
          'Open network connections lazily, on first use, and be ready to open them again: an environment may be frozen for a long time, or restored from a snapshot. ' +
          'AWS SDK for JavaScript v3 keeps connections alive by itself; v2, which is out of support, needs `AWS_NODEJS_CONNECTION_REUSE_ENABLED=1`. ' +
          'For many short connections to a relational database, consider RDS Proxy.',
        needsPerson: false,
        rules: [
          {
            id: 'startup-time/init-in-handler',
            fails: {
              one: 'builds a client or connection on each invocation',
              many: 'build a client or connection on each invocation',
            },
          },
          {
            id: 'startup-time/sdk-v2-keep-alive',
            fails: {
              one: 'opens a new connection for each SDK request',
              many: 'open a new connection for each SDK request',
            },
          },
          {
            id: 'startup-time/uncached-download',
            fails: {
              one: 'downloads the same file on each invocation',
              many: 'download the same file on each invocation',
            },
          },
        ],
        passes: {
          one: 'reuses its clients and connections',
          many: 'reuse their clients and connections',
        },
      },
      {
        id: 'startup-time/minimal-package',
        title: 'Only the needed parts of an SDK are loaded',
        guidance:
          'Import the clients that are used, not an SDK as a whole: `@aws-sdk/client-dynamodb` rather than `aws-sdk`, `{ S3Client }` rather than `* as S3`. ' +
          'AWS SDK for JavaScript v2 is out of support and not part of current runtimes, so moving to v3 pays twice. ' +
          'The X-Ray SDK is in maintenance mode: where it stays, `aws-xray-sdk-core` is enough; new code should use OpenTelemetry or Powertools.',
        needsPerson: false,
        rules: [
          {
            id: 'startup-time/whole-sdk-import',
            fails: {
              one: 'loads a whole SDK where a part is enough',
              many: 'load a whole SDK where a part is enough',
            },
          },
        ],
        passes: { one: 'loads only what it needs of the SDKs', many: 'load only what they need of the SDKs' },
      },
      {
        id: 'startup-time/light-dependencies',
        title: 'Dependencies and frameworks are chosen for a quick start',
        guidance:
          'Find out what loading costs: `PYTHONPROFILEIMPORTTIME=1` on a test stage for Python, a bundle analysis such as `esbuild --analyze` for Node.js, class-loading logs for Java. ' +
          'Bundle and minify JavaScript, leave development files out of the package, and load what is rarely used only when it is used. ' +
          'A framework must earn its start: a light router, or routing in API Gateway, often does the work of a full web framework; for Java compare SnapStart and ahead-of-time compilation before replacing a framework.',
        needsPerson: true,
        rules: [],
      },
      {
        id: 'startup-time/local-files',
        title: 'Downloaded files are kept in /tmp for later invocations',
        guidance:
          'Models, dictionaries and other static files that a function downloads stay in `/tmp` for as long as its execution environment lives. ' +
          'Look for downloads in handlers, and check for the file before fetching it again; `EphemeralStorage` can be raised from 512 MB to 10,240 MB. ' +
          'Nothing that belongs to one caller may stay there for the next.',
        needsPerson: true,
        rules: [],
      },
      {
        id: 'startup-time/pre-initialized',
        title: 'Functions whose callers cannot wait are initialized ahead of time',
        guidance:
          'Decide for which functions a cold start hurts: look at p99 as the caller sees it, not at the mean. ' +
          'Try the cheaper cures first: smaller packages, more memory, `arm64`. ' +
          'SnapStart (Java, Python 3.12 and .NET 8, or later) helps where initialization takes seconds; provisioned concurrency, best with scheduled scaling, works for every runtime but costs while idle. ' +
          'Both need a published version, and exclude each other.',
        needsPerson: true,
        rules: [],
      },
    ],
  },
  {
    id: 'concurrency',
    choice: 'perf_perf_q1_a2',
    title: 'Take advantage of concurrency via async and stream-based function invocations',
    class: 'good',
    checks: [
      {
        id: 'concurrency/asynchronous',
        title: 'Work that callers need not wait for is done asynchronously',
        guidance:
          'Look at each synchronous chain: a function that waits for another one is paid twice, and fails with it. ' +
          'Answer the caller as soon as the work is safely accepted, and hand it on through asynchronous invocation, a queue, a stream, an event bus or a state machine. ' +
          'An asynchronous event may have up to 1 MB; larger data goes through S3.',
        needsPerson: true,
        rules: [],
      },
      {
        id: 'concurrency/failures',
        title: 'Events that fail are retried on purpose and kept',
        guidance:
          'Asynchronous invocations are retried twice and for up to 6 hours unless the function says otherwise; set both to what the work can bear. ' +
          'Give functions an on-failure destination, and queues a dead-letter queue with a `maxReceiveCount`. ' +
          'Report partial batch failures (`ReportBatchItemFailures`), so that one bad record does not repeat a whole batch, and make handlers idempotent.',
        needsPerson: true,
        rules: [],
      },
      {
        id: 'concurrency/batches',
        title: 'Batch size and batch window are tuned for each queue and stream',
        guidance:
          'Larger batches spread the cost of an invocation over more records; a window (up to 5 minutes) fills them when traffic is thin, at the price of latency. ' +
          'For SQS the default batch is 10 messages, up to 10,000 with a window of a second or more (FIFO queues: 10). ' +
          'Measure duration per record for some sizes, and keep the function timeout above the slowest batch. ' +
          'Producers may compress large records; that costs CPU in the function, so measure both sides.',
        needsPerson: true,
        rules: [],
      },
      {
        id: 'concurrency/parallelism',
        title: 'Consumers work in parallel as far as order and downstream allow',
        guidance:
          'A stream is read by one invocation per shard; `ParallelizationFactor` makes that up to 10, in order per partition key. ' +
          'For SQS, `ScalingConfig.MaximumConcurrency` protects what lies behind the function. ' +
          'A growing `IteratorAge` or `ApproximateAgeOfOldestMessage` says that consumers do not keep up. ' +
          'Inside a function, start calls that do not depend on each other together rather than one after another.',
        needsPerson: true,
        rules: [],
      },
    ],
  },
  {
    id: 'access-caching',
    choice: 'perf_perf_q1_a5',
    title: 'Optimize access patterns and apply caching where applicable',
    class: 'good',
    checks: [
      {
        id: 'access-caching/caching',
        title: 'Answers that may be reused are cached close to the caller',
        guidance:
          'Look for reads that repeat: the same request, the same item, the same configuration. ' +
          'Cache them at the outermost place that fits: CloudFront, the cache of a REST API stage (HTTP APIs have none), AppSync, DAX for DynamoDB, ElastiCache, or a variable outside of the handler. ' +
          'Measure the hit rate; a cache that is rarely hit only adds latency.',
        needsPerson: true,
        rules: [
          {
            id: 'access-caching/config-per-invocation',
            fails: {
              one: 'reads its configuration anew on each invocation',
              many: 'read their configuration anew on each invocation',
            },
          },
        ],
        passes: { one: 'keeps the configuration that it reads', many: 'keep the configuration that they read' },
      },
      {
        id: 'access-caching/freshness',
        title: 'It is decided how stale each cached answer may be',
        guidance:
          'For everything that is cached, say how old it may be and what evicts it. ' +
          'Leave alone what must be consistent: DAX does not serve strongly consistent reads from its cache. ' +
          'Give values kept outside of the handler an expiry as well: an environment can live for hours, secrets are rotated, configuration changes.',
        needsPerson: true,
        rules: [],
      },
      {
        id: 'access-caching/data-access',
        title: 'Data is read by key, and no more of it than is needed',
        guidance:
          'Look for `Scan`, for filters after the read, and for one read per item of a list. ' +
          'Design keys and secondary indexes for the questions that are asked, use `Query` and batch reads, and project the attributes that are used. ' +
          'GraphQL spares callers what they do not ask for; limit the depth of nesting that it allows.',
        needsPerson: true,
        rules: [],
      },
      {
        id: 'access-caching/compression',
        title: 'Payloads and stored data are compressed',
        guidance:
          'Set `MinimumCompressionSize` on REST APIs, or let CloudFront compress. ' +
          'Let Amazon Data Firehose compress what it delivers, and convert JSON to Parquet or ORC where it is queried later. ' +
          'Compression inside a function costs CPU: measure whether it pays.',
        needsPerson: true,
        rules: [],
      },
    ],
  },
  {
    id: 'integration',
    choice: 'perf_perf_q1_a4',
    title: 'Integrate with managed services directly over functions when possible',
    class: 'best',
    checks: [
      {
        id: 'integration/direct',
        title: 'No function only carries data from one service to another',
        guidance:
          'Look for functions that take an event, call one service with it and return: they add a cold start, cost and code to maintain. ' +
          'API Gateway can call AWS services itself, AppSync resolvers reach DynamoDB, Aurora, OpenSearch and HTTP endpoints, and EventBridge Pipes connect sources with targets. ' +
          'Errors and timeouts are then handled by the caller or by the integration, so decide how.',
        needsPerson: true,
        rules: [],
      },
      {
        id: 'integration/workflows',
        title: 'Workflows call services directly',
        guidance:
          'Step Functions calls more than 200 AWS services without a function between, and reshapes data with JSONata. ' +
          'Look for functions that wait, loop, branch or retry around calls, and for states that only invoke a small function to call a service. ' +
          'Express workflows (up to 5 minutes) suit many short runs, standard ones long or rare runs.',
        needsPerson: true,
        rules: [],
      },
      {
        id: 'integration/filtering',
        title: 'Events are filtered and routed before a function runs',
        guidance:
          'Look for handlers that begin by throwing most events away. ' +
          'Event source mappings have filter criteria, EventBridge rules have patterns and many native targets, SNS subscriptions have filter policies: what they drop is never invoked, nor paid.',
        needsPerson: true,
        rules: [],
      },
    ],
  },
];

/** Every check id of the lens, sorted. */
export const checkIds: readonly string[] = lens.flatMap((practice) => practice.checks.map(({ id }) => id)).sort();

/**
 * The risk of a practice of this class that is not met.
 * AWS computes the official lens's risk behind its API and does not publish the rules, so this mapping is ours.
 */
export const riskOf: Record<PracticeClass, 'high' | 'medium' | 'none'> = {
  required: 'high',
  good: 'medium',
  best: 'none',
};

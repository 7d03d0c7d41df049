/** What is constructed, as far as rules and catalogues tell it apart. */
export const resourceKinds = [
  'sdk-client',
  'database',
  'cache',
  'http-client',
  /** Of somebody else's service: Stripe, Slack, OpenAI. */
  'api-client',
  'messaging',
  'rpc-channel',
  /** Public keys that tokens are verified with, which are fetched once and kept. */
  'key-set',
  /** A schema or a template. */
  'compiled',
  /** Of machine learning, and what it needs: tokenizers. */
  'model',
  /** Loggers, tracers, metrics. */
  'telemetry',
  /** Of dependency injection: it makes, or finds, all objects of an application. */
  'container',
] as const;

export type ResourceKind = (typeof resourceKinds)[number];

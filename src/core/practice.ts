/** The best practices of question PERF 1, in the order of the AWS Well-Architected Tool. */
export type PracticeId = 'capacity-units' | 'startup-time' | 'concurrency' | 'access-caching' | 'integration';

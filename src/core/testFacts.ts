/** What a file of tests says of the code that it tests: plain data, made once from its text, of which nothing else is kept. */
import type { Symbol } from './symbol.ts';

/** The place in the order of what happens when the file is loaded; `later` is what a test does, or what prepares one. */
export type Moment = number | 'later';

export interface TestFacts {
  /** What is loaded with the file itself, and by what stands in it. */
  readonly loads: readonly LoadFact[];
  readonly replaced: readonly ReplacementFact[];
  /** Python: the directories that it adds to those in which imports are looked up. */
  readonly searched: readonly string[];
  /** Python: the fixtures that its functions ask for. */
  readonly asks: readonly string[];
  /** Python: the fixtures that it has, with those that they ask for. */
  readonly fixtures: readonly FixtureFact[];
}

export interface LoadFact {
  readonly specifier: string;
  /** '' for the module itself. */
  readonly member: string;
  readonly at: Moment;
}

export interface ReplacementFact {
  /** `module`: as a whole, for whoever loads it. `service`: all that AWS answers for it. `variable`: of the environment. */
  readonly of: 'symbol' | 'module' | 'service' | 'variable';
  /** Of a symbol, its full name; it begins with a file of the project where it is reached through one; '' for all services. */
  readonly name: Symbol;
  /** How to speak of it: `boto3.client`, `AWS.S3`. */
  readonly code: string;
  readonly since: Moment;
  /** What takes its place, where that has a name: `mock_aws`, `mockSend`. */
  readonly by?: string;
  /** Python: the function of the file in which it is replaced. */
  readonly in?: string;
}

export interface FixtureFact {
  readonly name: string;
  readonly asks: readonly string[];
  /** Each test has it, whether it asks for it or not. */
  readonly always: boolean;
}

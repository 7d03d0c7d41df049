import type { Severity } from './finding.ts';

/** What `.serverless-lens/config.yaml` says. */
export interface Configuration {
  /** Globs, relative to the workspace, of what is not reviewed. */
  readonly exclude: readonly string[];
  /** By rule id. */
  readonly rules: ReadonlyMap<string, Severity | 'off'>;
}

export const defaultConfiguration: Configuration = {
  exclude: [],
  rules: new Map(),
};

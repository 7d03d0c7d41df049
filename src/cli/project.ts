/** The directory that a command was given, opened as a workspace. */
import { accessSync, constants, existsSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { linesOf, type Lines } from '../core/lines.ts';
import type { Span } from '../core/span.ts';
import { nodeHost } from '../node/host.ts';
import type { Review, Workspace } from '../workspace/review.ts';
import { openWorkspace } from '../workspace/workspace.ts';
import { CannotWork } from './failure.ts';

export interface Project {
  readonly root: string;
  readonly workspace: Workspace;
  /** Texts that stand before the disk's; a command that edits tries its edits here first. */
  readonly overlay: Map<string, string>;
}

export function openProject(directory: string, { makesFixes } = { makesFixes: true }): Project {
  const root = resolve(directory);
  if (!existsSync(root)) throw new CannotWork(`There is no directory ${directory}.`);
  if (!statSync(root).isDirectory()) throw new CannotWork(`${directory} is not a directory.`);
  if (!isReadable(root)) throw new CannotWork(`${directory} may not be read.`);
  const overlay = new Map<string, string>();
  const host = nodeHost(root, { assets: assets(), overlay: (path) => overlay.get(path) });
  return { root, workspace: openWorkspace(host, { makesFixes }), overlay };
}

function isReadable(directory: string): boolean {
  try {
    accessSync(directory, constants.R_OK | constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The grammars lie beside the bundle. */
const assets = (): string => process.env['SERVERLESS_LENS_ASSETS'] ?? join(__dirname);

/** Lines and columns from 1, in UTF-16 code units. */
export interface Region {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
}

export type RegionOf = (span: Span) => Region;

export function regionsOf(workspace: Workspace): RegionOf {
  const cache = new Map<string, Lines>();
  return ({ path, start, end }) => {
    let lines = cache.get(path);
    if (!lines) cache.set(path, (lines = linesOf(workspace.textOf(path) ?? '')));
    const from = lines.positionAt(start);
    const to = lines.positionAt(end);
    return {
      startLine: from.line + 1,
      startColumn: from.character + 1,
      endLine: to.line + 1,
      endColumn: to.character + 1,
    };
  };
}

/** The findings of the rules that were asked for; all of them when none was. */
export function only(review: Review, rules: readonly string[]): Review {
  if (rules.length === 0) return review;
  const { findingsByFunction, outcomes, checklist, handlers, unfollowed } = review;
  const findings = review.findings.filter(({ rule }) => rules.includes(rule));
  return { ...review, findings, findingsByFunction, outcomes, checklist, handlers, unfollowed };
}

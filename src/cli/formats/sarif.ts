/** SARIF 2.1.0, https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { CodeFlow, Log, Notification, Region as SarifRegion, ReportingDescriptor, Result } from 'sarif';
import type { Finding, Fix } from '../../core/finding.ts';
import type { AnyRule } from '../../core/rule.ts';
import type { Span } from '../../core/span.ts';
import { rulePage } from '../../workspace/pages.ts';
import { rules } from '../../workspace/rules.ts';
import type { Printable } from '../printable.ts';

const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

export function sarif(it: Printable): string {
  const log: Log = {
    $schema: schema,
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'serverless-lens', rules: rules.map(descriptor) } },
        columnKind: 'utf16CodeUnits',
        originalUriBaseIds: { SRCROOT: { uri: pathToFileURL(join(it.root, '/')).href } },
        results: it.review.findings.map((finding) => resultOf(finding, it)),
        invocations: [
          {
            executionSuccessful: it.review.crashes.length === 0,
            toolExecutionNotifications: notifications(it),
          },
        ],
      },
    ],
  };
  return `${JSON.stringify(log, undefined, 2)}\n`;
}

const levels = { warning: 'warning', information: 'note', hint: 'note' } as const;

function descriptor(rule: AnyRule): ReportingDescriptor {
  return {
    id: rule.id,
    name: rule.id.split('/').map(pascal).join(''),
    shortDescription: { text: rule.summary.replaceAll('`', '') },
    fullDescription: { text: rule.why.replaceAll('`', '').replaceAll('\n', ' ') },
    help: { text: rulePage(rule).replaceAll('`', ''), markdown: rulePage(rule) },
    defaultConfiguration: { level: levels[rule.severity] },
    properties: { tags: ['performance', 'serverless', rule.practice] },
  };
}

const pascal = (text: string): string => text.replace(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase());

function resultOf(finding: Finding, it: Printable): Result {
  const text = it.review.findings;
  const twins = text.filter(
    (other) => other.rule === finding.rule && other.message === finding.message && other.at.path === finding.at.path,
  );
  return {
    ruleId: finding.rule,
    ruleIndex: rules.findIndex(({ id }) => id === finding.rule),
    // Only what failed may have a level, says section 3.27.10.
    ...(finding.outcome === 'unknown'
      ? { kind: 'review', level: 'none' }
      : { kind: 'fail', level: levels[finding.severity] }),
    message: { text: finding.message.replaceAll('`', "'") },
    locations: [{ physicalLocation: location(finding.at, it) }],
    // Lines are left out, so that moving code does not make a known finding new.
    partialFingerprints: {
      'finding/v1': `${finding.rule}|${finding.at.path}|${finding.message}|${String(twins.indexOf(finding))}`,
    },
    ...(finding.trace.length > 0
      ? {
          relatedLocations: finding.trace.map(({ at, label }, index) => ({
            id: index + 1,
            physicalLocation: location(at, it),
            message: { text: label },
          })),
        }
      : {}),
    ...(finding.trace.length > 1 ? { codeFlows: [flowOf(finding, it)] } : {}),
    ...(finding.fixes.length > 0 ? { fixes: finding.fixes.map((fix) => fixOf(fix, it)) } : {}),
    properties: { functions: finding.functions, practice: finding.practice },
  };
}

/** What could not be read, which functions have no code to look into, and what failed in the program itself. */
const notifications = (it: Printable): Notification[] => [
  ...it.review.problems.map(({ path, message, at }) => notification('warning', message, path, at, it)),
  ...it.review.application.functions.flatMap(({ id, at, entry }) =>
    entry.found ? [] : [notification('note', `${id}: ${entry.why}`, at.path, at, it)],
  ),
  ...it.review.crashes.map((text): Notification => ({ level: 'error', message: { text } })),
];

function notification(
  level: 'warning' | 'note',
  text: string,
  path: string,
  at: Span | undefined,
  it: Printable,
): Notification {
  const region = at ? { region: regionOf(at, it) } : {};
  return {
    level,
    message: { text: text.replaceAll('`', "'") },
    locations: [{ physicalLocation: { artifactLocation: artifact(path), ...region } }],
  };
}

/** The same way as in the related locations, for viewers that walk it step by step. */
const flowOf = ({ trace }: Finding, it: Printable): CodeFlow => ({
  threadFlows: [
    {
      locations: trace.map(({ at, label }) => ({
        location: { physicalLocation: location(at, it), message: { text: label } },
      })),
    },
  ],
});

function fixOf(fix: Fix, it: Printable) {
  const paths = [...new Set(fix.edits.map(({ path }) => path))];
  return {
    description: { text: fix.title.replaceAll('`', "'") },
    artifactChanges: paths.map((path) => ({
      artifactLocation: artifact(path),
      replacements: fix.edits
        .filter((edit) => edit.path === path)
        .map((edit) => ({ deletedRegion: regionOf(edit, it), insertedContent: { text: edit.text } })),
    })),
    properties: { applicability: fix.applicability, ...(fix.caution === undefined ? {} : { caution: fix.caution }) },
  };
}

const location = (span: Span, it: Printable) => ({ artifactLocation: artifact(span.path), region: regionOf(span, it) });

const artifact = (path: string) => ({ uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: 'SRCROOT' });

const regionOf = (span: Span, it: Printable): SarifRegion => ({ ...it.regionOf(span) });

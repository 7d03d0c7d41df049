import type { CheckState, Evidence, PracticeState, Status } from './checklist.ts';
import {
  answerLines,
  classWords,
  evidenceLines,
  findingsByRule,
  functionIds,
  placeText,
  statusSigns,
  statusWords,
  summary,
  unread,
} from './report-parts.ts';
import type { Report, RuleFindings } from './report-parts.ts';
import { markup, nothing, styles, text, words } from './report-html.ts';
import type { Html } from './report-html.ts';

export type { Report } from './report-parts.ts';

/** The review as Markdown, for a pull request or a wiki. The same input gives the same text. */
export function markdownReport(report: Report): string {
  const { checklist } = report;
  const silent = unread(report);
  const lines = [
    `# PERF 1: ${checklist.title}`,
    '',
    `${plain(report.name)}, ${report.date}`,
    '',
    ...summary(report).map(([label, value]) => `- **${label}:** ${value}`),
    '',
    ...checklist.practices.flatMap((practice) => markdownPractice(report, practice)),
    '## Findings',
    '',
    ...(report.findings.length === 0 ? ['None.', ''] : []),
    ...findingsByRule(report.findings).flatMap(({ rule, findings }) => [
      `### ${rule}`,
      '',
      ...findings.map(
        (it) =>
          `- \`${placeText(report, it.at.path, it.at)}\` (${functionIds(report, it).map(plain).join(', ')}): ${it.message}`,
      ),
      '',
    ]),
    ...(silent.length === 0 ? [] : ['## What could not be read', '']),
    ...silent.map(({ place, text }) => `- \`${place}\`: ${plain(text)}`),
  ];
  return `${lines.join('\n').trimEnd()}\n`;
}

function markdownPractice(report: Report, practice: PracticeState): readonly string[] {
  return [
    `## ${practice.title}`,
    '',
    `${classWords[practice.class]} practice. ${statusSigns[practice.status]} **${statusWords[practice.status]}**`,
    '',
    ...practice.checks.flatMap((check) => markdownCheck(report, check)),
    '',
  ];
}

function markdownCheck(report: Report, check: CheckState): readonly string[] {
  const { shown, rest } = evidenceLines(check);
  return [
    `- ${statusSigns[check.status]} **${check.title}**: ${statusWords[check.status].toLowerCase()}. ${plain(check.because)}`,
    ...shown.map(
      (it) => `  - ${plain(it.functionId)}: ${it.text}${it.at ? ` (\`${placeText(report, it.at.path, it.at)}\`)` : ''}`,
    ),
    ...(rest ? [`  - ${rest}`] : []),
    ...(check.answer ? answerLines(check.answer) : []).map(
      ([label, value]) => `  - ${label}: ${plain(value).replaceAll('\n', '\n    ')}`,
    ),
  ];
}

/** Angle brackets of people's words are no markup, except in code, where they need no help. */
const plain = (value: string): string =>
  value.replaceAll(/(`[^`]*`)|</g, (match, code: string | undefined) => code ?? (match && '&lt;'));

/** The review as one page that needs nothing else: no script, no picture, no font. The same input gives the same text. */
export function htmlReport(report: Report): string {
  const { checklist, findings } = report;
  const { done, total } = checklist.progress;
  return markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>PERF 1: ${text(report.name)}</title>
<style>${styles}</style>
</head>
<body>
<header>
<p class="over">AWS Well-Architected Serverless Lens, PERF 1</p>
<h1>${text(checklist.title)}</h1>
<p>${text(report.name)}, ${text(report.date)}</p>
<dl class="summary ${text(checklist.risk)}">${summary(report).map(htmlTerm)}
</dl>
<progress max="${text(`${total}`)}" value="${text(`${done}`)}" aria-label="Progress">${text(`${done} of ${total}`)}</progress>
</header>
<main>${checklist.practices.map((practice) => htmlPractice(report, practice))}
<section>
<h2>Findings</h2>${
    findings.length === 0
      ? markup`
<p>None.</p>`
      : findingsByRule(findings).map((group) => htmlFindings(report, group))
  }
</section>${htmlUnread(report)}
</main>
</body>
</html>
`.markup;
}

function htmlPractice(report: Report, practice: PracticeState): Html {
  return markup`
<section>
<h2>${text(practice.title)}</h2>
<p><span class="class">${text(classWords[practice.class])} practice</span> ${htmlStatus(practice.status)}</p>
<ul class="checks">${practice.checks.map((check) => htmlCheck(report, check))}
</ul>
</section>`;
}

function htmlCheck(report: Report, check: CheckState): Html {
  const { shown, rest } = evidenceLines(check);
  return markup`
<li>
<h3>${text(check.title)} ${htmlStatus(check.status)}</h3>
<p>${words(check.because)}</p>${
    shown.length === 0
      ? nothing
      : markup`
<ul>${shown.map((it) => htmlEvidence(report, it))}
</ul>`
  }${
    rest === undefined
      ? nothing
      : markup`
<p class="quiet">${text(rest)}</p>`
  }${
    check.answer === undefined
      ? nothing
      : markup`
<dl>${answerLines(check.answer).map(htmlTerm)}
</dl>`
  }
</li>`;
}

function htmlEvidence(report: Report, it: Evidence): Html {
  const place = it.at ? markup` ${htmlPlace(placeText(report, it.at.path, it.at))}` : nothing;
  return markup`
<li><b>${text(it.functionId)}</b> ${words(it.text)}${place}</li>`;
}

function htmlFindings(report: Report, { rule, findings }: RuleFindings): Html {
  return markup`
<h3><code>${text(rule)}</code></h3>
<ul>${findings.map((it) => {
    const functions = functionIds(report, it).join(', ');
    return markup`
<li><b>${text(functions)}</b> ${words(it.message)} ${htmlPlace(placeText(report, it.at.path, it.at))}</li>`;
  })}
</ul>`;
}

function htmlUnread(report: Report): Html {
  const silent = unread(report);
  if (silent.length === 0) return nothing;
  return markup`
<section>
<h2>What could not be read</h2>
<ul>${silent.map(
    (it) => markup`
<li>${words(it.text)} ${htmlPlace(it.place)}</li>`,
  )}
</ul>
</section>`;
}

const htmlTerm = ([label, value]: readonly [string, string]): Html => markup`
<div><dt>${text(label)}</dt><dd>${text(value)}</dd></div>`;

const htmlPlace = (place: string): Html => markup`<span class="place">${text(place)}</span>`;

const htmlStatus = (status: Status): Html =>
  markup`<span class="status ${text(status)}"><span aria-hidden="true">${text(statusSigns[status])}</span> ${text(statusWords[status])}</span>`;

import { css } from 'lit';

/** Colors and fonts are the editor's alone, so that the page follows every theme. */
export const styles = css`
  body {
    color: var(--vscode-foreground);
    font-family: var(--vscode-font-family);
    font-size: var(--vscode-font-size);
    line-height: 1.5;
    margin: 0;
    padding: 0;
    overflow-wrap: anywhere;
  }
  body.vscode-dark,
  body.vscode-high-contrast {
    color-scheme: dark;
  }
  body.vscode-light,
  body.vscode-high-contrast-light {
    color-scheme: light;
  }
  main {
    box-sizing: border-box;
    margin: 0 auto;
    max-width: 820px;
    padding: 16px 16px 48px;
  }
  .working {
    left: 0;
    position: fixed;
    right: 0;
    top: 0;
    z-index: 1;
  }

  h1,
  h2,
  h3,
  h4,
  h5,
  p,
  ul {
    font-size: inherit;
    font-weight: inherit;
    margin: 0;
    padding: 0;
  }
  ul {
    list-style: none;
  }
  strong,
  h5 {
    font-weight: 600;
  }
  h1 {
    font-size: 1.5em;
    font-weight: 600;
    line-height: 1.3;
    text-wrap: balance;
  }
  h4 {
    font-weight: 600;
    margin: 16px 0 4px;
  }
  code {
    background: var(--vscode-textPreformat-background);
    border-radius: 3px;
    color: var(--vscode-textPreformat-foreground);
    font-family: var(--vscode-editor-font-family);
    font-size: 0.92em;
    padding: 0 3px;
  }
  a,
  .link {
    color: var(--vscode-textLink-foreground);
    text-decoration: none;
  }
  a:hover,
  .link:hover {
    color: var(--vscode-textLink-activeForeground);
    text-decoration: underline;
  }
  button {
    background: none;
    border: 0;
    color: inherit;
    cursor: pointer;
    font: inherit;
    margin: 0;
    padding: 0;
    text-align: start;
  }
  button:focus-visible,
  a:focus-visible {
    border-radius: 2px;
    outline: 1px solid var(--vscode-focusBorder);
    outline-offset: 2px;
  }
  .toggle:focus-visible {
    outline-offset: -1px;
  }
  .codicon[class*='codicon-'] {
    flex: none;
    font-size: 16px;
    vertical-align: -3px;
  }
  .hidden {
    clip-path: inset(50%);
    height: 1px;
    overflow: hidden;
    position: absolute;
    white-space: nowrap;
    width: 1px;
  }
  .quiet,
  .over,
  .label {
    color: var(--vscode-descriptionForeground);
  }

  header {
    padding-bottom: 16px;
  }
  .facts {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 16px;
    margin: 8px 0 12px;
  }
  .risk {
    font-weight: 600;
  }
  .progress {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 4px 12px;
  }
  .progress vscode-progress-bar {
    background: color-mix(in srgb, var(--vscode-foreground) 20%, transparent);
    flex: 1 1 160px;
    height: 4px;
  }
  .folders {
    margin-bottom: 16px;
    max-width: 320px;
  }
  .empty {
    padding: 8px 0 16px;
  }
  .empty h2 {
    font-weight: 600;
    margin-bottom: 4px;
  }
  .problems {
    padding-bottom: 12px;
  }

  .toggle {
    align-items: flex-start;
    box-sizing: border-box;
    display: flex;
    gap: 4px;
    padding: 6px 8px 6px 4px;
    width: 100%;
  }
  .toggle:hover {
    background: var(--vscode-list-hoverBackground);
    outline: 1px dashed var(--vscode-contrastActiveBorder, transparent);
    outline-offset: -1px;
  }
  .toggle.small {
    align-items: center;
    padding: 2px 8px 2px 0;
  }
  .chevron {
    color: var(--vscode-icon-foreground);
    padding-top: 2px;
  }
  .summary {
    flex: 1;
    min-width: 0;
  }
  .small .chevron {
    padding-top: 0;
  }
  .title {
    display: block;
  }
  .meta {
    align-items: center;
    display: flex;
    flex-wrap: wrap;
    gap: 2px 12px;
  }
  .status {
    white-space: nowrap;
  }

  .practice {
    border-top: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder));
    padding: 4px 0;
  }
  .practice > h2 .title {
    font-size: 1.08em;
    font-weight: 600;
    padding-bottom: 2px;
  }
  .checks {
    padding: 0 0 12px 20px;
  }
  .body {
    padding: 4px 8px 12px 24px;
  }
  .evidence > li {
    padding: 2px 0 6px;
  }
  .evidence ul {
    padding-inline-start: 22px;
  }
  .evidence ul > li {
    padding: 1px 0 3px;
  }
  .links {
    display: inline-flex;
    flex-wrap: wrap;
    gap: 0 12px;
  }
  .place {
    font-family: var(--vscode-editor-font-family);
    font-size: 0.92em;
  }

  .check h3 .summary {
    display: flex;
    flex-wrap: wrap;
    gap: 0 16px;
  }
  .check .title {
    flex: 1 1 220px;
  }
  .check .meta {
    align-content: flex-start;
    flex: 0 1 160px;
  }

  .answer {
    border-top: 1px solid var(--vscode-panel-border, var(--vscode-contrastBorder));
    margin-top: 16px;
  }
  .answer h4 {
    margin-top: 12px;
  }
  .fields {
    display: grid;
    gap: 8px;
    margin-top: 4px;
    max-width: 560px;
  }
  .pair {
    display: grid;
    gap: 8px;
    grid-template-columns: repeat(auto-fit, minmax(150px, 1fr));
  }
  .field {
    display: grid;
    gap: 2px;
    min-width: 0;
  }
  .field > vscode-single-select,
  .field > vscode-textfield,
  .field > vscode-textarea {
    width: 100%;
  }
  .field > vscode-single-select {
    max-width: 240px;
  }
  .buttons {
    display: flex;
    flex-wrap: wrap;
    gap: 8px;
    margin-top: 12px;
  }
  .outcome {
    margin-top: 4px;
    min-height: 1.5em;
  }
  .error {
    color: var(--vscode-errorForeground);
  }
  .conflict {
    border: 1px solid var(--vscode-inputValidation-warningBorder, var(--vscode-contrastBorder));
    border-radius: 4px;
    margin-top: 12px;
    padding: 8px 12px 12px;
  }
  .versions {
    display: grid;
    gap: 12px;
    grid-template-columns: repeat(auto-fit, minmax(180px, 1fr));
    margin-top: 8px;
  }
  .version p {
    margin-bottom: 4px;
  }
  .version .text {
    white-space: pre-wrap;
  }

  .tone-met,
  .tone-risk-none {
    color: var(--vscode-testing-iconPassed, var(--vscode-charts-green));
  }
  .tone-partly,
  .tone-risk-medium {
    color: var(--vscode-notificationsWarningIcon-foreground, var(--vscode-charts-yellow));
  }
  .tone-not-met,
  .tone-risk-high {
    color: var(--vscode-notificationsErrorIcon-foreground, var(--vscode-charts-red));
  }
  .tone-needs-answer,
  .tone-risk-unanswered {
    color: var(--vscode-notificationsInfoIcon-foreground, var(--vscode-charts-blue));
  }
  .tone-not-applicable {
    color: var(--vscode-descriptionForeground);
  }

  @media (max-width: 420px) {
    main {
      padding: 12px 8px 32px;
    }
    .checks {
      padding-left: 0;
    }
    .body {
      padding: 4px 4px 12px 24px;
    }
    .evidence ul {
      padding-inline-start: 0;
    }
    .check .title {
      flex-basis: 100%;
    }
    .check .meta {
      flex-basis: auto;
    }
  }
`;

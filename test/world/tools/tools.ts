/** The tools that this machine has. */
import { javascript } from './javascript.ts';
import { findJava } from './java.ts';
import { findPython } from './python.ts';
import { template } from './template.ts';
import type { FoundTool } from './tool.ts';

let found: readonly FoundTool[] | undefined;

export const tools = (): readonly FoundTool[] => (found ??= [javascript, findPython(), findJava(), template]);

export const toolFor = (path: string): FoundTool | undefined => tools().find(({ reads }) => reads(path));

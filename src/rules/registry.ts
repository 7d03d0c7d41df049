import type { AnyRule } from '../core/rule.ts';
import { configPerInvocation } from './access-caching/configPerInvocation.ts';
import { defaultMemory } from './capacity-units/defaultMemory.ts';
import { initInHandler } from './startup-time/initInHandler.ts';
import { sdkV2KeepAlive } from './startup-time/sdkV2KeepAlive.ts';
import { tracingOff } from './startup-time/tracingOff.ts';
import { uncachedDownload } from './startup-time/uncachedDownload.ts';
import { wholeSdkImport } from './startup-time/wholeSdkImport.ts';

/** Every rule, by id. */
export const rules: readonly AnyRule[] = [
  configPerInvocation,
  defaultMemory,
  initInHandler,
  sdkV2KeepAlive,
  tracingOff,
  uncachedDownload,
  wholeSdkImport,
];

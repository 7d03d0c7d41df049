import type { Problem } from '../core/span.ts';

/** Ends what is told about a program that cannot be followed to its end. */
export const synthAdvice = 'Run `cdk synth`: what it writes is read.';

/** Whether `cdk.out` answers it, when it is there. */
export const isAnsweredBySynth = ({ message }: Problem): boolean => message.endsWith(synthAdvice);

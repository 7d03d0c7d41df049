/** How the server is started. */

/**
 * For Node.js. A keystroke, the syntax of the text before and what is announced after it fill more than the 16 MB that V8
 * has for what is young, so that one in twenty waited for a clean-up.
 */
export const nodeArguments: readonly string[] = ['--max-semi-space-size=32'];

import { defineConfig } from 'eslint/config';
import { configs } from 'typescript-eslint';

export default defineConfig(
  { ignores: ['dist/', '.cache/', 'test/projects/', '**/*.mjs'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  configs.recommendedTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      // ESTree's node types are an enum whose values are the strings that everybody compares with.
      '@typescript-eslint/no-unsafe-enum-comparison': 'off',
      eqeqeq: 'error',
      'no-console': 'error',
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      // Mocha's `it` returns a promise that it awaits itself.
      '@typescript-eslint/no-floating-promises': 'off',
      'no-console': 'off',
      // Rule files are loaded by their names, to prove that the registry lists them all.
      '@typescript-eslint/no-require-imports': 'off',
    },
  },
  {
    files: ['test/webview/**/*.ts', 'test/window/**/*.ts'],
    rules: {
      // Functions that run in the page see a DOM that Node's types do not have.
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
);
